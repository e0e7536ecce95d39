import type { Colours } from './colours'
import { axisHeight, plotBottom, xOf, type Frame } from './frame'
import type { Pen } from './pen'
import type { Picture } from './picture'
import { historyTexts as texts } from './texts'
import { ticksOf, type Tick } from './ticks'

/** Pixels that a time's label takes, with the air beside it. */
const labelRoom = 96

export const axisTicks = (frame: Frame, { scale, stops }: Picture): readonly Tick[] =>
  ticksOf(scale, stops, frame.span, Math.max(1, (frame.width - frame.gutter) / labelRoom))

const line = ({ canvas }: Pen, x: number, top: number, bottom: number): void => {
  canvas.beginPath()
  canvas.moveTo(Math.round(x) + 0.5, top)
  canvas.lineTo(Math.round(x) + 0.5, bottom)
  canvas.stroke()
}

/** Fine lines through all lanes, under everything. */
export const drawGrid = (pen: Pen, colours: Colours, frame: Frame, ticks: readonly Tick[]): void => {
  pen.canvas.strokeStyle = colours.line
  pen.canvas.lineWidth = 1
  for (const { unit } of ticks) {
    const x = xOf(frame, unit)
    if (x >= frame.gutter) line(pen, x, axisHeight - 6, plotBottom(frame))
  }
}

/** The times above the lanes, and where now is. */
export const drawAxis = (
  pen: Pen,
  colours: Colours,
  frame: Frame,
  picture: Picture,
  ticks: readonly Tick[],
): void => {
  const style = { size: 11, colour: colours.mute, align: 'center' } as const
  const y = axisHeight / 2 - 2
  const now = xOf(frame, picture.scale.toUnit(picture.now))
  const nowRoom = pen.measure(texts.now, style) + 12
  const atNow = now > frame.gutter && now < frame.width
  for (const { unit, label } of ticks) {
    const x = xOf(frame, unit)
    const half = pen.measure(label, style) / 2
    if (x - half < frame.gutter - 30 || x + half > frame.width) continue
    if (atNow && x + half > now - nowRoom) continue
    pen.write(label, x, y, labelRoom, style)
  }
  if (!atNow) return
  pen.canvas.strokeStyle = colours.mute
  pen.canvas.setLineDash([2, 3])
  line(pen, now, axisHeight - 6, plotBottom(frame))
  pen.canvas.setLineDash([])
  pen.write(texts.now, Math.min(now, frame.width - nowRoom / 2), y, nowRoom, {
    ...style,
    weight: 600,
    colour: colours.text,
  })
}
