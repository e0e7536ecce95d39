import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pressed, rowAtTime } from '../../../src/renderer/history/keys'
import { createMapStore, type MapState } from '../../../src/renderer/history/map-state'
import type { Picture } from '../../../src/renderer/history/picture'
import { isWhole, whole } from '../../../src/renderer/history/span'
import { at, pictureOfRows } from './made-history'

const first: MapState = { ...createMapStore(46).getState(), width: 1000, height: 300 }
const picture = pictureOfRows()

/** Presses keys one after the other; "Shift+x" holds Shift. */
const press = (keys: readonly string[], on: Picture = picture, from: MapState = first): MapState =>
  keys.reduce((state, key) => {
    const shiftKey = key.startsWith('Shift+')
    return { ...state, ...pressed({ key: key.replace('Shift+', ''), shiftKey }, state, on) }
  }, from)

const cursors = (keys: readonly string[]): (number | null)[] =>
  keys.map((_, index) => press(keys.slice(0, index + 1)).cursor)

describe('keys on the map', () => {
  it('step from event to event, versions among them, and end at now', () => {
    // Edits stop where the old row is marked, not where both rows stand.
    const stops = [0, 1, 50, 100.003, 150, 200, 260, 300.003, 400].map(at)
    expect(cursors(['Home', ...Array.from({ length: 10 }, () => 'ArrowRight')])).toEqual([
      ...stops,
      null,
      null,
    ])
    expect(cursors(Array.from({ length: 10 }, () => 'ArrowLeft'))).toEqual([...stops.reverse(), at(0)])
  })

  it('step from version to version, and to now after the last', () => {
    expect(cursors(['PageUp', 'PageUp', 'PageUp', 'PageUp'])).toEqual([400, 200, 50, 50].map(at))
    expect(cursors(['Home', 'PageDown', 'PageDown', 'PageDown', 'PageDown', 'PageDown'])).toEqual([
      at(0),
      at(50),
      at(200),
      at(400),
      null,
      null,
    ])
  })

  it('without a version, the version keys lead to now', () => {
    const none = pictureOfRows(undefined, [])
    expect(press(['Home', 'PageDown'], none).cursor).toBeNull()
  })

  it('go to the first moment and to now', () => {
    expect(press(['Home']).cursor).toBe(at(0))
    expect(press(['Home', 'End']).cursor).toBeNull()
  })

  it('look at lane after lane: at the row that lives at the cursor', () => {
    expect(press(['ArrowDown']).picked).toBe('4')
    expect(press(['ArrowDown', 'ArrowDown']).picked).toBe('2')
    expect(press(['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown']).picked).toBe('5')
    expect(press(['ArrowUp']).picked).toBe('5')
    expect(press(['Home', 'PageDown', 'ArrowDown']).picked).toBe('1')
  })

  it('take the row along in its lane when the cursor moves on', () => {
    const looking = press(['Home', 'ArrowDown'])
    expect(looking.picked).toBe('1')
    expect(press(['PageDown', 'PageDown'], picture, looking).picked).toBe('3')
    expect(press(['End'], picture, looking).picked).toBe('4')
    expect(press(['Escape'], picture, looking).picked).toBeNull()
  })

  it('zoom, pan and show the whole again', () => {
    const near = press(['+', '+'])
    expect(isWhole(near.span)).toBe(false)
    expect(press(['Shift+ArrowLeft'], picture, near).span.from).toBeLessThan(near.span.from)
    expect(press(['Shift+ArrowLeft'], picture, near).cursor).toBe(near.cursor)
    expect(press(['0'], picture, near).span).toBe(whole)
    expect(isWhole(press(['-', '-', '-'], picture, near).span)).toBe(true)
  })

  it('make lanes flatter and taller', () => {
    expect(press(['[']).laneHeight).toBe(32)
    expect(press(['[', '[', ']']).laneHeight).toBe(32)
  })

  it('that mean nothing here are left to whoever they mean something to', () => {
    for (const key of ['a', 'Tab', 'F6', 'Enter', 'constructor', 'toString'])
      expect(pressed({ key, shiftKey: false }, first, picture)).toBeNull()
  })

  it('however they are pressed, the cursor stays among the events and in view', () => {
    const key = fc.constantFrom(
      'ArrowLeft',
      'ArrowRight',
      'Shift+ArrowLeft',
      'Shift+ArrowRight',
      'ArrowUp',
      'ArrowDown',
      'Home',
      'End',
      'PageUp',
      'PageDown',
      '+',
      '-',
      '0',
      '[',
      ']',
      'Escape',
    )
    const moves = new Set(['ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'])
    fc.assert(
      fc.property(
        fc.array(key, { minLength: 1, maxLength: 40 }),
        fc.constantFrom('clock', 'events'),
        (keys, kind) => {
          const on = pictureOfRows(undefined, undefined, kind)
          const state = press(keys, on)
          const time = state.cursor ?? on.now
          expect([...on.stops]).toContain(time)
          expect([null, ...on.rows.ids]).toContain(state.picked)
          if (!moves.has(keys.at(-1) ?? '')) return
          const unit = on.scale.toUnit(time)
          expect(unit).toBeGreaterThanOrEqual(state.span.from - 1e-9)
          expect(unit).toBeLessThanOrEqual(state.span.to + 1e-9)
        },
      ),
    )
  })
})

describe('the row of a lane at a time', () => {
  it('is the one that lives then, else the last before, else the first', () => {
    const idOf = (lane: number, seconds: number) => picture.rows.ids[rowAtTime(picture, lane, at(seconds))]
    expect([-5, 0, 99, 101, 999].map((seconds) => idOf(0, seconds))).toEqual(['1', '1', '1', '3', '4'])
    expect([0, 200, 900].map((seconds) => idOf(2, seconds))).toEqual(['5', '5', '5'])
  })
})
