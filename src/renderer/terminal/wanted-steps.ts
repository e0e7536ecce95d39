import { z } from 'zod'
import { create } from 'zustand'

const key = 'realcave.wanted'

const wantedSteps = z.object({
  key: z.string(),
  /** Of the lesson. */
  title: z.string(),
  from: z.number().int().min(0),
  through: z.number().int().min(0),
  /** Typed as by a hand, not at once. */
  paced: z.boolean(),
})
type WantedSteps = z.infer<typeof wantedSteps>
const kept = wantedSteps.extend({ since: z.number() })

/** Milliseconds that a reload remembers it: a tab that is brought back the next day wants nothing any more. */
const lasting = 30 * 60_000

const remembered = (): WantedSteps | null => {
  try {
    const parsed = kept.safeParse(JSON.parse(sessionStorage.getItem(key) ?? 'null'))
    return parsed.success && Date.now() - parsed.data.since < lasting ? parsed.data : null
  } catch {
    // Storage may be refused: a reload then forgets it, as the terminal shows.
    return null
  }
}

interface Wanting {
  readonly wanted: WantedSteps | null
}

/** Steps of a lesson that are to run as soon as there is a terminal for them; a reload while Python is installed keeps them. */
export const useWantedSteps = create<Wanting>()(() => ({ wanted: remembered() }))

export const wantSteps = (wanted: WantedSteps | null): void => {
  useWantedSteps.setState({ wanted })
  try {
    if (wanted === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify({ ...wanted, since: Date.now() }))
  } catch {
    // As above.
  }
}
