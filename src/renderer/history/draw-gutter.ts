import type { Colours } from './colours'
import { axisHeight, isWordless, laneTop, lanesHeight, lanesInView, plotBottom, type Frame } from './frame'
import { isEnded } from './events'
import { headOf } from './lanes'
import type { Pen } from './pen'
import type { Picture } from './picture'
import { none } from './rows'
import { lineageTold } from './story'

const left = 16

/** What each lane is called: the value it has now, or had last, and its ids. */
export const drawGutter = (pen: Pen, colours: Colours, frame: Frame, picture: Picture): void => {
  const { rows, lanes } = picture
  const { canvas } = pen
  canvas.fillStyle = colours.panel
  canvas.fillRect(0, 0, frame.gutter, frame.height)
  if (isWordless(frame.laneHeight)) return
  canvas.save()
  canvas.beginPath()
  canvas.rect(0, axisHeight, frame.gutter, lanesHeight(frame))
  canvas.clip()
  const room = frame.gutter - left - 12
  const [first, end] = lanesInView(frame, picture.shown.length)
  for (let index = first; index < end; index += 1) {
    const lane = picture.shown[index] ?? none
    const middle = laneTop(frame, index) + frame.laneHeight / 2
    const ended = isEnded(rows, lanes, lane)
    const value = rows.values[headOf(lanes, lane)] ?? '–'
    const colour = ended ? colours.mute : colours.text
    const mono = { size: 11, mono: true, colour: colours.mute } as const
    if (frame.laneHeight >= 46) {
      pen.write(value, left, middle - 9, room, { size: 12.5, weight: ended ? 450 : 600, colour })
      pen.write(
        `${lineageTold(picture, headOf(lanes, lane))}${ended ? ' ✕' : ''}`,
        left,
        middle + 9,
        room,
        mono,
      )
    } else {
      pen.write(value, left, middle, room, {
        size: frame.laneHeight >= 32 ? 12.5 : 11,
        weight: ended ? 450 : 550,
        colour,
      })
    }
  }
  canvas.restore()
}

/** Hairlines round the lanes. */
export const drawFrame = ({ canvas }: Pen, colours: Colours, frame: Frame): void => {
  canvas.fillStyle = colours.line
  canvas.fillRect(0, axisHeight - 1, frame.width, 1)
  canvas.fillRect(0, plotBottom(frame), frame.width, 1)
  canvas.fillRect(frame.gutter - 1, axisHeight, 1, lanesHeight(frame))
}
