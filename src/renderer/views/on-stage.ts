import { z } from 'zod'
import { create } from 'zustand'
import { ofWindow } from '../design/remember'

const key = 'stage'

const remembered = z.object({ lesson: z.string(), step: z.number().int().min(0) })
type OnStage = z.infer<typeof remembered>

interface StageStore {
  readonly now: OnStage | null
}

/** Which lesson is on stage in this window. A reload stays on stage: the panel is none of the audience's business. */
export const useOnStage = create<StageStore>()(() => ({
  now: ofWindow.recall(key, remembered.nullable(), null),
}))

export const keepOnStage = (now: OnStage | null): void => {
  useOnStage.setState({ now })
  if (now === null) ofWindow.forget(key)
  else ofWindow.remember(key, now)
}
