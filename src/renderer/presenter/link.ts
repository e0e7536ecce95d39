import { z } from 'zod'
import { fleetStatus } from '../../shared/domain/fleet'
import { lesson, lessonStepReport } from '../../shared/domain/lesson'
import { wish } from './stage-event'
import { stageState } from './stage-state'

const keyTime = z.number().int().min(4).max(120)

/** All that the speaker's window shows. */
const snapshot = z.object({
  lesson,
  state: stageState,
  /** What the step that runs, or ran last, has come to so far. */
  report: lessonStepReport.nullable(),
  /** When the first command of this performance ran; null before. Milliseconds. */
  begunAt: z.number().nullable(),
  keyTime,
  rehearsal: z.boolean(),
  fleet: fleetStatus.pick({ kind: true, phase: true }).extend({ job: z.string().nullable() }).nullable(),
})
export type Snapshot = z.infer<typeof snapshot>

const toSpeaker = z.discriminatedUnion('kind', [
  /** A stage is there, perhaps in the place of another: who follows says so. */
  z.object({ kind: z.literal('come') }),
  z.object({ kind: z.literal('now'), now: snapshot }),
  z.object({ kind: z.literal('left') }),
])

const toStage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hello') }),
  z.object({ kind: z.literal('wish'), wish }),
  z.object({ kind: z.literal('pace'), keyTime, rehearsal: z.boolean() }),
  /** Gets the fleet ready. */
  z.object({ kind: z.literal('up') }),
])

type ToSpeaker = z.infer<typeof toSpeaker>
export type ToStage = z.infer<typeof toStage>

interface End<Out> {
  say(message: Out): void
  close(): void
}

const open = <In, Out>(schema: z.ZodType<In>, heard: (message: In) => void): End<Out> => {
  const channel = new BroadcastChannel('realcave.stage')
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = schema.safeParse(data)
    if (message.success) heard(message.data)
  })
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none: it is of this origin alone
  return { say: (message) => channel.postMessage(message), close: () => channel.close() }
}

/** The stage's end: it tells what is, and hears what the speaker wants. */
export const openStageEnd = (heard: (message: ToStage) => void): End<ToSpeaker> => open(toStage, heard)

/** The speaker's end. */
export const openSpeakerEnd = (heard: (message: ToSpeaker) => void): End<ToStage> => open(toSpeaker, heard)
