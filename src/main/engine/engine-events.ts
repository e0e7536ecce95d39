import type Docker from 'dockerode'
import { setTimeout as pause } from 'node:timers/promises'

/** Health checks run as execs, which would be an event every few seconds each: only what changes a state is asked for. */
const telling = [
  'create',
  'start',
  'die',
  'stop',
  'oom',
  'pause',
  'unpause',
  'destroy',
  'rename',
  'health_status',
]

/** Between two attempts to hear an engine that has gone away; its return is noticed within this time. */
const retryMilliseconds = 2000

/**
 * Hints that containers with these labels changed. What an event says is not read: the hint is to look again, and the names of its
 * fields differ between versions of the engine. The stream ends with the engine, unannounced: then a hint, and another
 * when it could be opened again.
 */
export const engineEvents = async function* (
  docker: Docker,
  labels: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<void> {
  let heard = true
  while (!signal.aborted) {
    try {
      const filters = { type: ['container' as const], label: [...labels], event: telling }
      const stream = await docker.getEvents({ filters, abortSignal: signal })
      // From here on nothing is missed; what changed before is not known.
      yield
      heard = true
      for await (const _ of stream) yield
    } catch {
      // The engine went away, or the signal came: both are seen below.
    }
    if (signal.aborted) return
    if (heard) yield
    heard = false
    await pause(retryMilliseconds, undefined, { signal }).catch(() => undefined)
  }
}
