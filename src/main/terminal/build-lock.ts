import { setTimeout as pause } from 'node:timers/promises'
import { cancelled, Failure } from '../../shared/errors'
import { takeTicket, type Ticket } from '../home/ticket'

export interface BuildLock extends Ticket {
  /** Whether another process had it first: what it did may make our work unnecessary. */
  readonly waited: boolean
}

interface LockOptions {
  /** Milliseconds to wait for another process. */
  readonly limit: number
  readonly signal: AbortSignal
  readonly onWait: () => void
}

/** Between two looks whether the other process is done: a build takes half a minute. */
const lookMilliseconds = 200

const overdue = (pid: number, limit: number): Failure =>
  new Failure({
    code: 'TIMED_OUT',
    what: 'The Python environment was not made.',
    why: `Process ${pid} has been making it for ${Math.round(limit / 60_000)} minutes.`,
    fix: 'Close other RealCAVE windows and commands that use this home, then try again.',
  })

/** Only one process builds an environment; the others wait for it. */
export const takeBuildLock = async (
  folder: string,
  { limit, signal, onWait }: LockOptions,
): Promise<BuildLock> => {
  const until = Date.now() + limit
  for (let waited = false; ; waited = true) {
    if (signal.aborted) throw cancelled('Waiting for another process that makes the Python environment.')
    const answer = await takeTicket(folder, 'Making the Python environment')
    if ('taken' in answer) return { ...answer.taken, waited }
    if (!waited) onWait()
    if (Date.now() > until) throw overdue(answer.by.pid, limit)
    // An abort ends the pause, and is told at the next turn.
    await pause(lookMilliseconds, undefined, { signal }).catch(() => undefined)
  }
}
