import { z } from 'zod'
import { create } from 'zustand'

const key = 'realcave.stage'

const remembered = z.object({ lesson: z.string(), step: z.number().int().min(0) })
type OnStage = z.infer<typeof remembered>

const read = (): OnStage | null => {
  try {
    const parsed = remembered.safeParse(JSON.parse(sessionStorage.getItem(key) ?? 'null'))
    return parsed.success ? parsed.data : null
  } catch {
    // Storage may be refused: then a reload leaves the stage.
    return null
  }
}

interface StageStore {
  readonly now: OnStage | null
}

/** Which lesson is on stage in this window. A reload stays on stage: the panel is none of the audience's business. */
export const useOnStage = create<StageStore>()(() => ({ now: read() }))

export const keepOnStage = (now: OnStage | null): void => {
  useOnStage.setState({ now })
  try {
    if (now === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(now))
  } catch {
    // As above.
  }
}
