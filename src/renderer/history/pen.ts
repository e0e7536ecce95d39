import type { Colours } from './colours'

/** As much of a canvas as the map needs. */
export type Canvas2D = Pick<
  CanvasRenderingContext2D,
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'fillRect'
  | 'fillText'
  | 'measureText'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'roundRect'
  | 'rect'
  | 'fill'
  | 'stroke'
  | 'clip'
  | 'save'
  | 'restore'
  | 'setLineDash'
  | 'setTransform'
>

export interface TextStyle {
  readonly size: number
  readonly weight?: number
  readonly mono?: boolean
  readonly colour: string
  readonly align?: 'left' | 'center' | 'right'
}

/** Widths of characters by font; a text's width is their sum, which is close enough to cut by and costs no layout. */
const widths = new Map<string, Map<string, number>>()

/** Forgets what was measured with a stand-in font. */
export const forgetWidths = (): void => widths.clear()

/** Text on a canvas, cut to the room that it has. */
export class Pen {
  readonly canvas: Canvas2D
  private readonly colours: Colours
  private known = new Map<string, number>()

  constructor(canvas: Canvas2D, colours: Colours) {
    this.canvas = canvas
    this.colours = colours
    canvas.textBaseline = 'middle'
  }

  private use({ size, weight = 400, mono = false, colour, align = 'left' }: TextStyle): void {
    const font = `${weight} ${size}px ${mono ? this.colours.mono : this.colours.sans}`
    this.canvas.font = font
    this.canvas.fillStyle = colour
    this.canvas.textAlign = align
    this.known = widths.get(font) ?? new Map<string, number>()
    widths.set(font, this.known)
  }

  private widthOf(character: string): number {
    const known = this.known.get(character)
    if (known !== undefined) return known
    const { width } = this.canvas.measureText(character)
    this.known.set(character, width)
    return width
  }

  /** As much of the text as there is room for; what is cut ends in an ellipsis. Answers the width that was used. */
  write(text: string, x: number, y: number, room: number, style: TextStyle): number {
    this.use(style)
    const ellipsis = this.widthOf('…')
    let width = 0
    let fits = ''
    let fitsWidth = 0
    for (const character of text) {
      width += this.widthOf(character)
      if (width > room) {
        if (fits === '') return 0
        this.canvas.fillText(`${fits.trimEnd()}…`, x, y)
        return fitsWidth + ellipsis
      }
      if (width + ellipsis <= room) {
        fits += character
        fitsWidth = width
      }
    }
    this.canvas.fillText(text, x, y)
    return width
  }

  measure(text: string, style: TextStyle): number {
    this.use(style)
    let width = 0
    for (const character of text) width += this.widthOf(character)
    return width
  }
}
