import type { Canvas2D } from '../../../src/renderer/history/pen'
import type { Colours } from '../../../src/renderer/history/colours'

/** What was drawn: filled boxes with their colour, and texts with theirs. */
export interface Drawn {
  readonly boxes: { x: number; y: number; width: number; height: number; colour: string }[]
  readonly texts: { text: string; x: number; y: number; colour: string; width: number }[]
  readonly strokes: { colour: string; dashed: boolean; points: [number, number][] }[]
}

/** Every character as wide as this. */
export const characterWidth = 7

/** The map uses plain colours alone. */
const colourOf = (style: Canvas2D['fillStyle']): string => (typeof style === 'string' ? style : 'no colour')

/** A canvas that keeps what is drawn on it instead of drawing. */
export const recordingCanvas = (): { readonly canvas: Canvas2D; readonly drawn: Drawn } => {
  const drawn: Drawn = { boxes: [], texts: [], strokes: [] }
  let path: {
    box: { x: number; y: number; width: number; height: number } | null
    points: [number, number][]
  } = {
    box: null,
    points: [],
  }
  let dash: number[] = []
  const canvas: Canvas2D = {
    fillStyle: '',
    strokeStyle: '',
    lineWidth: 1,
    font: '',
    textAlign: 'left',
    textBaseline: 'alphabetic',
    fillRect: (x, y, width, height) => {
      drawn.boxes.push({ x, y, width, height, colour: colourOf(canvas.fillStyle) })
    },
    fillText: (text, x, y) => {
      const width = Array.from(text).length * characterWidth
      const shift = canvas.textAlign === 'center' ? width / 2 : canvas.textAlign === 'right' ? width : 0
      drawn.texts.push({ text, x: x - shift, y, colour: colourOf(canvas.fillStyle), width })
    },
    measureText: (text) => {
      const width = Array.from(text).length * characterWidth
      return {
        width,
        actualBoundingBoxAscent: 0,
        actualBoundingBoxDescent: 0,
        actualBoundingBoxLeft: 0,
        actualBoundingBoxRight: width,
        fontBoundingBoxAscent: 0,
        fontBoundingBoxDescent: 0,
        alphabeticBaseline: 0,
        emHeightAscent: 0,
        emHeightDescent: 0,
        hangingBaseline: 0,
        ideographicBaseline: 0,
        toJSON: () => ({}),
      }
    },
    beginPath: () => {
      path = { box: null, points: [] }
    },
    moveTo: (x, y) => path.points.push([x, y]),
    lineTo: (x, y) => path.points.push([x, y]),
    roundRect: (x, y, width, height) => {
      path.box = { x, y, width, height }
    },
    rect: (x, y, width, height) => {
      path.box = { x, y, width, height }
    },
    fill: () => {
      if (path.box !== null) drawn.boxes.push({ ...path.box, colour: colourOf(canvas.fillStyle) })
    },
    stroke: () => {
      drawn.strokes.push({
        colour: colourOf(canvas.strokeStyle),
        dashed: dash.length > 0,
        points: [...path.points],
      })
    },
    clip: () => undefined,
    save: () => undefined,
    restore: () => undefined,
    setLineDash: (segments: Iterable<number>) => {
      dash = [...segments]
    },
    setTransform: () => undefined,
  }
  return { canvas, drawn }
}

export const madeColours: Colours = {
  panel: 'panel',
  line: 'line',
  text: 'text',
  mute: 'mute',
  accent: 'accent',
  onAccent: 'on-accent',
  bad: 'bad',
  sans: 'sans',
  mono: 'mono',
  data: Array.from({ length: 5 }, (_, hue) => ({ strong: `strong-${hue}`, soft: `soft-${hue}` })),
  onData: 'on-data',
  onSoft: 'on-soft',
}
