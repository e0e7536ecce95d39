import { setMaxListeners } from 'node:events'
import type { Check } from '../../shared/domain/doctor'
import { Failure, cancelled } from '../../shared/errors'
import { failed, warning, type Preflight, type Surroundings, type Verdict } from './preflight'

/** A check asks the system one small thing; a virus scanner may slow that down to seconds. */
const limit = 10_000

const unknown = (why: string): Verdict => warning('It is not known.', why, 'Run it again.')

const verdict = async (
  preflight: Preflight,
  surroundings: Surroundings,
  signal: AbortSignal,
  stopped: Promise<Verdict>,
): Promise<Verdict> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Verdict>((resolve) => {
    timer = setTimeout(() => resolve(unknown(`The check did not end within ${limit / 1000} s.`)), limit)
  })
  try {
    return await Promise.race([preflight.look(surroundings, signal), late, stopped])
  } catch (error) {
    if (error instanceof Failure) return failed(error.info.what, error.info.why, error.info.fix)
    return unknown(error instanceof Error ? error.message : String(error))
  } finally {
    clearTimeout(timer)
  }
}

/** Every check, side by side, in the order they are given; none can fail the others. */
export const runPreflights = async (
  preflights: readonly Preflight[],
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<Check[]> => {
  if (signal.aborted) throw cancelled('The checks were not made.')
  const ended = new AbortController()
  setMaxListeners(0, ended.signal)
  let stop = (): void => undefined
  const stopped = new Promise<Verdict>((resolve) => {
    stop = () => {
      ended.abort()
      resolve(unknown('It was cancelled.'))
    }
  })
  signal.addEventListener('abort', stop, { once: true })
  try {
    const checks = await Promise.all(
      preflights.map(async (preflight) => ({
        id: preflight.id,
        title: preflight.title,
        ...(await verdict(preflight, surroundings, ended.signal, stopped)),
      })),
    )
    if (signal.aborted) throw cancelled('The checks were not made.')
    return checks
  } finally {
    signal.removeEventListener('abort', stop)
    // A check that was too slow is told to end.
    stop()
  }
}
