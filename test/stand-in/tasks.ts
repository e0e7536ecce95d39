import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { redis } from './redis'

/** Lists of Redis, as Celery's queues are (CAVE-FACTS 1: the queue is the part of a task's name before the colon). */
export const queues = ['celery', 'workflow', 'process', 'orchestration'] as const

const task = z.discriminatedUnion('name', [
  z.object({ name: z.literal('orchestration:run_complete_workflow'), days: z.number() }),
  z.object({ name: z.literal('process:ingest_new_annotations'), table: z.string() }),
])
export type Task = z.infer<typeof task>

export const queue = async (sent: Task): Promise<void> => {
  await redis('LPUSH', sent.name.slice(0, sent.name.indexOf(':')), JSON.stringify(sent))
}

/** The next task; waits for one. */
export const nextTask = async (): Promise<Task> => {
  for (;;) {
    const found = z
      .tuple([z.string(), z.string()])
      .nullable()
      .parse(await redis('BRPOP', ...queues, 5))
    if (found !== null) return task.parse(JSON.parse(found[1]))
  }
}

const asked = 'celery.pidbox'
const answers = 'celery.pidbox.reply'
/** Celery's inspection waits that long, whether or not a worker answers. */
const inspectMilliseconds = 1000

/** What workers say of themselves; null where none answers. */
export const inspect = async (): Promise<unknown> => {
  await redis('DEL', asked, answers)
  await redis('LPUSH', asked, 'active')
  await pause(inspectMilliseconds)
  const answer = z
    .string()
    .nullable()
    .parse(await redis('RPOP', answers))
  await redis('DEL', asked)
  return answer === null ? null : JSON.parse(answer)
}

/** Answers inspections for good. */
export const answerInspections = async (active: () => unknown): Promise<never> => {
  for (;;) {
    try {
      const found = await redis('BRPOP', asked, 5)
      if (found !== null) await redis('LPUSH', answers, JSON.stringify(active()))
    } catch {
      // Redis is away: the loop for tasks tells of it.
      await pause(1000)
    }
  }
}
