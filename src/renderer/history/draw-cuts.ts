import type { Colours } from './colours'
import { axisHeight, footHeight, plotBottom, xOf, type Frame } from './frame'
import type { Pen } from './pen'
import type { Cut, Picture } from './picture'
import { historyTexts as texts } from './texts'

const toneOf = (colours: Colours, { holds, version }: Cut): string => {
  if (holds) return colours.accent
  return version.status === 'FAILED' ? colours.bad : colours.mute
}

/** Every version is a cut through all lanes; one that cannot be opened, or holds no such table, is dashed. */
export const drawCuts = ({ canvas }: Pen, colours: Colours, frame: Frame, { cuts, scale }: Picture): void => {
  for (const cut of cuts) {
    const { time, holds } = cut
    const x = Math.round(xOf(frame, scale.toUnit(time)))
    if (x < frame.gutter || x > frame.width) continue
    canvas.beginPath()
    canvas.moveTo(x, axisHeight)
    canvas.lineTo(x, plotBottom(frame) + 5)
    // A margin of the panel's colour, so that it is seen on a block of any colour.
    canvas.strokeStyle = colours.panel
    canvas.lineWidth = holds ? 4 : 3
    canvas.stroke()
    canvas.strokeStyle = toneOf(colours, cut)
    canvas.lineWidth = holds ? 2 : 1
    canvas.setLineDash(holds ? [] : [4, 4])
    canvas.stroke()
    canvas.setLineDash([])
  }
}

interface Pill {
  readonly cut: Cut
  readonly label: string
  readonly x: number
  readonly left: number
  readonly width: number
}

const pillHeight = 20
const style = { size: 11, weight: 650, align: 'center' } as const

const labelOf = ({ version, holds }: Cut): string =>
  holds ? `v${version.version}` : `v${version.version} ${texts.cutWords(version)}`

/** The versions' names below their cuts, the newest first; one that would lie on another is left out. */
const pillsOf = (pen: Pen, frame: Frame, { cuts, scale }: Picture): readonly Pill[] => {
  const pills: Pill[] = []
  for (const cut of [...cuts].sort((a, b) => b.time - a.time || b.version.version - a.version.version)) {
    const x = xOf(frame, scale.toUnit(cut.time))
    const label = labelOf(cut)
    const width = pen.measure(label, { ...style, colour: '' }) + 18
    const left = Math.max(frame.gutter + 2, Math.min(frame.width - width - 2, x - width / 2))
    const covered = pills.some((pill) => left < pill.left + pill.width + 3 && pill.left < left + width + 3)
    if (x >= frame.gutter && x <= frame.width && !covered) pills.push({ cut, label, x, left, width })
  }
  return pills
}

export const drawPills = (pen: Pen, colours: Colours, frame: Frame, picture: Picture): void => {
  const { canvas } = pen
  const top = frame.height - footHeight + 6
  for (const { cut, label, left, width } of pillsOf(pen, frame, picture)) {
    canvas.beginPath()
    canvas.roundRect(left, top, width, pillHeight, pillHeight / 2)
    canvas.fillStyle = cut.holds ? colours.accent : colours.panel
    canvas.fill()
    if (!cut.holds) {
      canvas.strokeStyle = toneOf(colours, cut)
      canvas.lineWidth = 1
      canvas.stroke()
    }
    const colour = cut.holds ? colours.onAccent : toneOf(colours, cut)
    pen.write(label, left + width / 2, top + pillHeight / 2 + 0.5, width, { ...style, colour })
  }
}
