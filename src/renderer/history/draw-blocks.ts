import type { Colours } from './colours'
import { axisHeight, lanesHeight, plotWidth, type Block, type Frame } from './frame'
import type { Pen } from './pen'
import type { Picture } from './picture'
import { never } from './rows'
import { standingOf } from './standing'

const padding = 9
/** Blocks narrower than this have no room for a word. */
const leastText = 22

const isPast = ({ rows }: Picture, place: number): boolean => rows.deleted[place] !== never

const colourOf = (colours: Colours, lane: number) => colours.data[lane % colours.data.length]

/** Everything that follows stays among the lanes. */
export const clipToPlot = ({ canvas }: Pen, frame: Frame): void => {
  canvas.beginPath()
  canvas.rect(frame.gutter, axisHeight, plotWidth(frame), lanesHeight(frame))
  canvas.clip()
}

const radiusOf = (block: Block): number =>
  block.height < 8 || block.width < 8 ? 0 : Math.min(6, block.height / 4)

/** Old values paler, never gone: soft with an edge of their colour where they began. */
const drawBlock = ({ canvas }: Pen, colours: Colours, picture: Picture, block: Block): void => {
  const colour = colourOf(colours, block.lane)
  const past = isPast(picture, block.place)
  canvas.fillStyle = (past ? colour?.soft : colour?.strong) ?? colours.mute
  const radius = radiusOf(block)
  if (radius === 0) {
    canvas.fillRect(block.x, block.y, block.width, block.height)
  } else {
    canvas.beginPath()
    // A hair of the panel's own colour between two rows that follow each other.
    canvas.roundRect(block.x + 0.75, block.y, block.width - 1.5, block.height, radius)
    canvas.fill()
  }
  if (!past || block.width < 6 || block.height < 4) return
  canvas.fillStyle = colour?.strong ?? colours.mute
  canvas.fillRect(block.x + (radius === 0 ? 0 : 0.75), block.y + radius / 2, 3, block.height - radius)
}

const crossSize = 4

/** Where a lineage ends: a cross, told apart by its shape as well. */
const drawEnd = ({ canvas }: Pen, colours: Colours, block: Block): void => {
  const x = block.x + block.width - 2
  const y = block.y + Math.min(9, block.height / 2)
  canvas.strokeStyle = colours.panel
  for (const width of [5, 2]) {
    canvas.lineWidth = width
    canvas.beginPath()
    canvas.moveTo(x - crossSize, y - crossSize)
    canvas.lineTo(x + crossSize, y + crossSize)
    canvas.moveTo(x + crossSize, y - crossSize)
    canvas.lineTo(x - crossSize, y + crossSize)
    canvas.stroke()
    canvas.strokeStyle = colours.bad
  }
}

/** What a block says, where there is room: its value and, in a tall lane, what became of the row. */
const writeBlock = (pen: Pen, colours: Colours, frame: Frame, picture: Picture, block: Block): void => {
  const left = Math.max(block.x, frame.gutter) + padding
  const right = Math.min(block.x + block.width, frame.width) - padding / 2
  const room = right - left
  if (room < leastText || block.height < 14) return
  const past = isPast(picture, block.place)
  const colour = past ? colours.text : colours.onData
  const value = picture.rows.values[block.place] ?? '–'
  const middle = block.y + block.height / 2
  const standing = standingOf(picture.rows, block.place)
  const second = past ? colours.onSoft : colours.onData
  if (block.height >= 34) {
    pen.write(value, left, middle - 8, room, { size: 12.5, weight: past ? 450 : 600, colour })
    pen.write(standing, left, middle + 9, room, { size: 11, colour: second })
    return
  }
  const size = block.height >= 20 ? 12.5 : 11
  const used = pen.write(value, left, middle, room, { size, weight: past ? 450 : 600, colour })
  if (room - used > 72)
    pen.write(standing, left + used + 10, middle, room - used - 10, { size: 11, colour: second })
}

export const drawBlocks = (pen: Pen, colours: Colours, picture: Picture, blocks: readonly Block[]): void => {
  for (const block of blocks) drawBlock(pen, colours, picture, block)
}

/** After the cuts, which are not to cross what is read. */
export const writeBlocks = (
  pen: Pen,
  colours: Colours,
  frame: Frame,
  picture: Picture,
  blocks: readonly Block[],
): void => {
  for (const block of blocks) {
    writeBlock(pen, colours, frame, picture, block)
    const ended = isPast(picture, block.place) && picture.rows.supersededBy[block.place] === null
    if (ended && block.height >= 8) drawEnd(pen, colours, block)
  }
}
