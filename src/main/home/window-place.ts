import { z } from 'zod'
import type { Home } from './home'
import { readJson } from './read-json'
import { writeAtomic } from './write-atomic'

/** In points of the desktop, as Electron tells them; a screen on the left has negative ones. */
const point = z.number().int().min(-100_000).max(100_000)
const length = z.number().int().min(1).max(100_000)

const windowPlace = z.object({
  /** Without regard to its being maximized. */
  bounds: z.object({ x: point, y: point, width: length, height: length }),
  maximized: z.boolean(),
})

/** Where the panel's window was when it was last seen. */
export type WindowPlace = z.infer<typeof windowPlace>
export type Bounds = WindowPlace['bounds']

const fileOf = (home: Home): string => home.path('window-place.json')

/** Null where there is none; one that makes no sense, or cannot be read, is no reason not to open a window. */
export const readWindowPlace = async (home: Home): Promise<WindowPlace | null> => {
  try {
    const found = await readJson(fileOf(home), windowPlace)
    return found.state === 'read' ? found.value : null
  } catch {
    return null
  }
}

export const writeWindowPlace = (home: Home, place: WindowPlace): Promise<void> =>
  writeAtomic(fileOf(home), `${JSON.stringify(place)}\n`)
