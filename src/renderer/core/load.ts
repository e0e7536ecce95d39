import { mendStyles } from './styles'

/** A part of the panel's own program that did not come, however often it was asked for. */
export class LoadFailure extends Error {
  override readonly name = 'LoadFailure'
}

/** Milliseconds before each further try: a network that changes, as when Docker makes one, is itself again within a second. */
const pauses = [100, 400, 1200, 3000] as const

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))

/**
 * Loads a part of the panel with its styles. Chromium ends whatever it loads when a network of the machine comes or goes, be it
 * not the one in use: it is asked again, a few times.
 */
export const load = async <T>(part: () => Promise<T>, wait = pause): Promise<T> => {
  let why: unknown
  for (const milliseconds of [0, ...pauses]) {
    if (milliseconds > 0) await wait(milliseconds)
    try {
      await mendStyles()
      const loaded = await part()
      await mendStyles()
      return loaded
    } catch (error) {
      why = error
    }
  }
  throw new LoadFailure(why instanceof Error ? why.message : String(why), { cause: why })
}

/** Some browsers remember for the life of a page that a part failed: only a new page asks for it again. */
const reloads = { most: 2, within: 60_000, key: 'realcave.reloads' } as const

const recentReloads = (now: number): readonly number[] => {
  const kept = sessionStorage.getItem(reloads.key) ?? ''
  return kept
    .split(' ')
    .map(Number)
    .filter((at) => at > now - reloads.within)
}

/** Reloads the page, unless it was reloaded twice within a minute: then something else is wrong. Tells whether it does. */
export const reloadPage = (now = Date.now(), reload: () => void = () => location.reload()): boolean => {
  const recent = recentReloads(now)
  if (recent.length >= reloads.most) return false
  sessionStorage.setItem(reloads.key, [...recent, now].join(' '))
  reload()
  return true
}

/** As `load`, for what the reader waits for: where it does not come, the page is begun anew. */
export const loadOrReload = async <T>(part: () => Promise<T>, wait = pause): Promise<T> => {
  try {
    return await load(part, wait)
  } catch (error) {
    // The page ends: nothing is shown in between.
    if (reloadPage()) return new Promise(() => undefined)
    throw error
  }
}
