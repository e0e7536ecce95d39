import { z } from 'zod'
import { create } from 'zustand'
import { ofWindow } from '../design/remember'

const key = 'wanted'

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
  const found = ofWindow.recall(key, kept.nullable(), null)
  return found !== null && Date.now() - found.since < lasting ? found : null
}

interface Wanting {
  readonly wanted: WantedSteps | null
}

/** Steps of a lesson that are to run as soon as there is a terminal for them; a reload while Python is installed keeps them. */
export const useWantedSteps = create<Wanting>()(() => ({ wanted: remembered() }))

export const wantSteps = (wanted: WantedSteps | null): void => {
  useWantedSteps.setState({ wanted })
  if (wanted === null) ofWindow.forget(key)
  else ofWindow.remember(key, { ...wanted, since: Date.now() })
}
