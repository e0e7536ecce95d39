import gt from 'semver/functions/gt'
import valid from 'semver/functions/valid'
import { z } from 'zod'
import type { NewerVersion } from '../../shared/domain/life'
import type { Home } from '../home/home'
import { readJson } from '../home/read-json'
import { writeAtomic } from '../home/write-atomic'
import { latestTag } from './latest'
import type { Repository } from './repository'

const day = 24 * 60 * 60 * 1000

const look = z.object({
  /** Milliseconds since 1970; a look that nobody answered counts, too. */
  at: z.number(),
  api: z.string(),
  tag: z.string().nullable(),
})
type Look = z.infer<typeof look>

const lastLook = async (file: string): Promise<Look | null> => {
  const found = await readJson(file, look)
  return found.state === 'read' ? found.value : null
}

export interface NewerOptions {
  readonly home: () => Home
  /** This program's. */
  readonly version: string
  readonly repository: Repository
  readonly now?: () => number
}

/** Whether a newer version is published: looked for when asked, at most once a day over all starts of this home, and remembered. */
export const openNewerVersion = ({ home, version, repository, now = Date.now }: NewerOptions) => {
  const tagNow = async (signal: AbortSignal): Promise<string | null> => {
    const file = home().path('newer-version.json')
    const last = await lastLook(file)
    const since = last === null || last.api !== repository.api ? day : now() - last.at
    // A clock that was set back is no reason never to look again.
    if (last !== null && since >= 0 && since < day) return last.tag
    const write = (tag: string | null): Promise<void> =>
      writeAtomic(file, `${JSON.stringify({ at: now(), api: repository.api, tag } satisfies Look)}\n`)
    // Before the look: where it cannot be remembered, nothing is asked of anybody again and again.
    await write(last?.tag ?? null)
    const tag = await latestTag(repository, signal)
    if (tag !== null) await write(tag)
    return tag ?? last?.tag ?? null
  }
  let looking: Promise<string | null> | undefined

  return async (signal: AbortSignal): Promise<NewerVersion | null> => {
    looking ??= tagNow(signal).finally(() => (looking = undefined))
    const tag = await looking
    const latest = tag === null ? null : valid(tag)
    if (tag === null || latest === null || !gt(latest, version)) return null
    return { version: latest, page: `${repository.page}/tag/${encodeURIComponent(tag)}` }
  }
}
