import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draw } from '../../../src/renderer/history/draw'
import {
  axisHeight,
  blockFor,
  laneHeights,
  plotBottom,
  xOf,
  type Frame,
} from '../../../src/renderer/history/frame'
import { Pen } from '../../../src/renderer/history/pen'
import type { Picture } from '../../../src/renderer/history/picture'
import { whole } from '../../../src/renderer/history/span'
import { characterWidth, madeColours, recordingCanvas } from './recording-canvas'
import { at, madeVersion, pictureOfRows, properRows, storyRows, storyVersions } from './made-history'

const usual: Frame = { width: 1200, height: 260, gutter: 176, span: whole, laneHeight: 46, top: 0 }

const drawnOf = (picture: Picture = pictureOfRows(), frame: Frame = usual) => {
  const { canvas, drawn } = recordingCanvas()
  draw(canvas, madeColours, frame, picture)
  return drawn
}
const texts = (picture?: Picture, frame?: Frame) => drawnOf(picture, frame).texts.map(({ text }) => text)

describe('the map', () => {
  it('draws what is in the strong colour of its lane, and what was in the soft one', () => {
    const { boxes } = drawnOf()
    const colours = boxes.map(({ colour }) => colour)
    expect(colours.filter((colour) => colour === 'soft-0')).toHaveLength(2)
    for (const strong of ['strong-1', 'soft-2']) expect(colours).toContain(strong)
    expect(colours).not.toContain('soft-1')
  })

  it('writes each value, and below it what became of the row', () => {
    const words = texts()
    for (const word of ['cell A', 'pyramidal', 'L5 pyramidal', 'cell B', 'axon tip'])
      expect(words).toContain(word)
    expect(words).toContain('id 3 · superseded by 4')
    expect(words).toContain('id 4 · now')
  })

  it('names each lane by what it is now, with its ids, and marks the ended one', () => {
    const named = drawnOf().texts.filter(({ x }) => x < usual.gutter)
    expect(named.map(({ text }) => text)).toEqual([
      'L5 pyramidal',
      '1 → 3 → 4',
      'cell B',
      '2',
      'axon tip',
      '5 ✕',
    ])
    expect(drawnOf().strokes.filter(({ colour }) => colour === 'bad')).toHaveLength(1)
  })

  it('cuts through all lanes for each version, and names it below', () => {
    const { strokes, texts } = drawnOf()
    const cuts = strokes.filter(({ colour }) => colour === 'accent')
    expect(cuts).toHaveLength(3)
    for (const { points, dashed } of cuts) {
      expect(dashed).toBe(false)
      expect(points[0]?.[1]).toBeLessThanOrEqual(axisHeight)
      expect(points[1]?.[1]).toBeGreaterThanOrEqual(plotBottom(usual))
    }
    for (const name of ['v1', 'v2', 'v3']) expect(texts.map(({ text }) => text)).toContain(name)
  })

  it('dashes a version that cannot be opened, or does not hold the table, and says why', () => {
    const versions = [
      madeVersion(1, 50, { status: 'FAILED', valid: false }),
      madeVersion(2, 150, { status: 'RUNNING', valid: false }),
      madeVersion(3, 250, { tables: [] }),
      madeVersion(4, 350, { valid: false }),
    ]
    const { strokes, texts } = drawnOf(pictureOfRows(storyRows, versions))
    expect(
      strokes.filter(({ dashed, colour }) => dashed && ['bad', 'mute'].includes(colour)).length,
    ).toBeGreaterThanOrEqual(4)
    expect(strokes.map(({ colour }) => colour)).not.toContain('accent')
    for (const name of ['v1 failed', 'v2 in the making', 'v3 without this table', 'v4 expired'])
      expect(texts.map(({ text }) => text)).toContain(name)
  })

  it('lets no name of a version lie on another: the newer is told', () => {
    const versions = [madeVersion(1, 100), madeVersion(2, 100.5), madeVersion(3, 400)]
    const names = texts(pictureOfRows(storyRows, versions)).filter((text) => /^v\d/.test(text))
    expect(names).toEqual(['v3', 'v2'])
  })

  it('shows where now is', () => {
    expect(texts()).toContain('now')
    expect(texts(pictureOfRows(), { ...usual, span: { from: 0.1, to: 0.3 } })).not.toContain('now')
  })

  it('keeps the value of a block in view while its beginning is not', () => {
    const picture = pictureOfRows()
    const middle = { ...usual, span: { from: 0.3, to: 0.5 } }
    const cell = drawnOf(picture, middle).texts.find(({ text, x }) => text === 'cell B' && x >= middle.gutter)
    expect(cell?.x).toBeLessThan(middle.gutter + 20)
  })

  it('draws nothing but colour where lanes are too flat for words', () => {
    const flat = { ...usual, laneHeight: 4, gutter: 16 }
    const words = texts(pictureOfRows(), flat)
    for (const word of ['cell A', 'cell B', 'id 4 · now']) expect(words).not.toContain(word)
    expect(drawnOf(pictureOfRows(), flat).boxes.map(({ colour }) => colour)).toContain('strong-1')
  })

  it('never writes a value beyond its block, however it is zoomed', () => {
    const span = fc
      .tuple(fc.double({ min: 0, max: 0.9, noNaN: true }), fc.double({ min: 0.02, max: 0.1, noNaN: true }))
      .map(([from, width]) => ({ from, to: from + width }))
    fc.assert(
      fc.property(properRows, span, fc.constantFrom(...laneHeights), (rows, span, laneHeight) => {
        const picture = pictureOfRows(rows, [])
        const frame = { ...usual, span, laneHeight, gutter: 100 }
        const values = drawnOf(picture, frame).texts.filter(
          ({ text, x }) => /^(row |r|id )/.test(text) && x >= 100,
        )
        const blocks = Array.from({ length: picture.rows.count }, (_, place) =>
          blockFor(frame, picture, place),
        )
        for (const { x, y, width } of values)
          expect(
            blocks.some(
              (block) =>
                block !== null &&
                x >= block.x &&
                x + width <= block.x + block.width &&
                y >= block.y &&
                y <= block.y + block.height,
            ),
          ).toBe(true)
      }),
    )
  })

  it('lies as its scale says', () => {
    const picture = pictureOfRows(storyRows, storyVersions, 'events')
    const cut = drawnOf(picture).strokes.find(({ colour }) => colour === 'accent')
    expect(cut?.points[0]?.[0]).toBe(Math.round(xOf(usual, picture.scale.toUnit(at(50)))))
  })
})

describe('the pen', () => {
  const written = (text: string, characters: number) => {
    const { canvas, drawn } = recordingCanvas()
    const used = new Pen(canvas, madeColours).write(text, 0, 0, characters * characterWidth, {
      size: 12,
      colour: 'text',
    })
    return { text: drawn.texts[0]?.text, used }
  }

  it('writes what there is room for, and cuts the rest with an ellipsis', () => {
    expect(written('pyramidal', 9)).toEqual({ text: 'pyramidal', used: 63 })
    expect(written('pyramidal', 5)).toEqual({ text: 'pyra…', used: 35 })
    expect(written('basket cell', 8).text).toBe('basket…')
  })

  it('cuts between characters, not within one', () => {
    expect(written('🧠🧠🧠🧠', 3).text).toBe('🧠🧠…')
  })

  it('writes nothing where not even one character fits', () => {
    expect(written('pyramidal', 1)).toEqual({ text: undefined, used: 0 })
  })
})
