import { z } from 'zod'
import type { ResetPlan } from '../../shared/domain/fleet'
import type { LessonStepReport } from '../../shared/domain/lesson'
import type { ErrorInfo } from '../../shared/errors'
import type { StageState } from './stage-state'

/** What a presenter wants: by a key on the stage, or a button of the speaker's window. */
export const wish = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('next') }),
  z.object({ kind: z.literal('back') }),
  z.object({ kind: z.literal('jump'), step: z.number().int().min(0) }),
  z.object({ kind: z.literal('again') }),
  z.object({ kind: z.literal('skip') }),
  z.object({ kind: z.literal('accept') }),
  z.object({ kind: z.literal('stop') }),
  z.object({ kind: z.literal('black') }),
  /** Asks whether to start over; `confirm` does it, once what goes is told. */
  z.object({ kind: z.literal('over') }),
  z.object({ kind: z.literal('confirm') }),
  /** Takes back what is half done: the question, a number that is being typed, the dark. */
  z.object({ kind: z.literal('cancel') }),
  z.object({ kind: z.literal('digit'), digit: z.string().regex(/^\d$/) }),
  z.object({ kind: z.literal('leave') }),
])
export type Wish = z.infer<typeof wish>

/** What the world tells the stage. */
export type News =
  | { readonly kind: 'fleet'; readonly fleet: StageState['fleet'] }
  | { readonly kind: 'python'; readonly python: StageState['python']; readonly error?: ErrorInfo }
  /** Its Python is another one: the names that steps made are gone. */
  | { readonly kind: 'forgotten' }
  | {
      readonly kind: 'ended'
      readonly id: number
      readonly report: LessonStepReport | null
      readonly error: ErrorInfo | null
    }
  | { readonly kind: 'reset'; readonly error: ErrorInfo | null }
  /** What starting over would remove, for the asking with this id; null with the error why nobody knows. */
  | {
      readonly kind: 'plan'
      readonly id: number
      readonly plan: ResetPlan | null
      readonly error: ErrorInfo | null
    }
  /** The lesson's file was saved: its steps now. */
  | { readonly kind: 'lesson'; readonly runnable: readonly boolean[] }

const newsKinds: Readonly<Record<News['kind'], true>> = {
  fleet: true,
  python: true,
  forgotten: true,
  ended: true,
  reset: true,
  plan: true,
  lesson: true,
}

export type StageEvent = Wish | News

export const isNews = (event: StageEvent): event is News => event.kind in newsKinds
