import type { FleetPhase } from '../../shared/domain/fleet'

type Shape = 'disc' | 'ring' | 'half' | 'triangle' | 'cross'

interface Look {
  readonly shape: Shape
  /** Red, green, blue: bright enough for a dark bar, dark enough for a light one. */
  readonly color: readonly [number, number, number]
}

const grey = [128, 136, 142] as const
const blue = [32, 144, 184] as const

/** By shape as well as by colour: not everybody tells green from red. */
const looks: Readonly<Record<FleetPhase, Look>> = {
  ready: { shape: 'disc', color: [34, 160, 84] },
  starting: { shape: 'half', color: blue },
  stopping: { shape: 'half', color: blue },
  degraded: { shape: 'triangle', color: [214, 122, 16] },
  failed: { shape: 'cross', color: [214, 48, 48] },
  down: { shape: 'ring', color: grey },
}
const unknown: Look = { shape: 'ring', color: grey }

const thickness = 0.22

/** Whether a point is in the shape; both from -1 to 1, y downwards. */
const inside: Readonly<Record<Shape, (x: number, y: number) => boolean>> = {
  disc: (x, y) => Math.hypot(x, y) <= 0.9,
  ring: (x, y) => Math.hypot(x, y) <= 0.9 && Math.hypot(x, y) >= 0.9 - thickness,
  half: (x, y) => Math.hypot(x, y) <= 0.9 && (Math.hypot(x, y) >= 0.9 - thickness || x <= 0),
  triangle: (x, y) => y <= 0.8 && Math.abs(x) <= ((y + 0.9) / 1.7) * 0.95,
  cross: (x, y) => Math.hypot(x, y) <= 1 && Math.min(Math.abs(x - y), Math.abs(x + y)) <= thickness * 1.6,
}

/** Points of a pixel that are looked at, along each side: its edges are smooth. */
const samples = 4

const covered = (shape: Shape, column: number, row: number, size: number): number => {
  let hits = 0
  for (let across = 0; across < samples; across += 1)
    for (let down = 0; down < samples; down += 1) {
      const x = ((column + (across + 0.5) / samples) / size) * 2 - 1
      const y = ((row + (down + 0.5) / samples) / size) * 2 - 1
      if (inside[shape](x, y)) hits += 1
    }
  return hits / samples ** 2
}

/** The tray's picture: a square of `size` pixels, each blue, green, red and how solid it is, as Electron's bitmaps are. */
export const trayPicture = (phase: FleetPhase | undefined, size: number): Buffer => {
  const { shape, color } = phase === undefined ? unknown : looks[phase]
  const [red, green, blueOf] = color
  const pixels = Buffer.alloc(size * size * 4)
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1) {
      const solid = covered(shape, column, row, size)
      // Multiplied with how solid it is, as Chromium keeps pictures.
      const values = [blueOf, green, red, 255].map((value) => Math.round(value * solid))
      pixels.set(values, (row * size + column) * 4)
    }
  return pixels
}
