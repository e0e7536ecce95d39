import type { Colours } from './colours'
import { axisTicks, drawAxis, drawGrid } from './draw-axis'
import { clipToPlot, drawBlocks, writeBlocks } from './draw-blocks'
import { drawCuts, drawPills } from './draw-cuts'
import { drawFrame, drawGutter } from './draw-gutter'
import { blocksInView, type Frame } from './frame'
import { Pen, type Canvas2D } from './pen'
import type { Picture } from './picture'

/** The whole map, anew: what is out of view costs nothing. */
export const draw = (canvas: Canvas2D, colours: Colours, frame: Frame, picture: Picture): void => {
  const pen = new Pen(canvas, colours)
  canvas.fillStyle = colours.panel
  canvas.fillRect(0, 0, frame.width, frame.height)
  const ticks = axisTicks(frame, picture)
  const blocks = blocksInView(frame, picture)
  canvas.save()
  clipToPlot(pen, frame)
  drawGrid(pen, colours, frame, ticks)
  drawBlocks(pen, colours, picture, blocks)
  canvas.restore()
  drawCuts(pen, colours, frame, picture)
  canvas.save()
  clipToPlot(pen, frame)
  writeBlocks(pen, colours, frame, picture, blocks)
  canvas.restore()
  drawGutter(pen, colours, frame, picture)
  drawFrame(pen, colours, frame)
  drawAxis(pen, colours, frame, picture, ticks)
  drawPills(pen, colours, frame, picture)
}
