import { setMaxListeners } from 'node:events'
import type { Check } from '../../shared/domain/doctor'
import { Failure, cancelled } from '../../shared/errors'
import { seconds, within } from '../waiting/limit'
import { failed, warning, type Preflight, type Surroundings, type Verdict } from './preflight'

/** A check asks the system one small thing; a virus scanner may slow that down to seconds. */
const limit = 10_000

const unknown = (why: string): Verdict => warning('It is not known.', why, 'Run it again.')

const verdict = async (
  preflight: Preflight,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<Verdict> => {
  const late = new Failure({
    code: 'TIMED_OUT',
    what: `The check "${preflight.title}" was given up.`,
    why: `The check did not end within ${seconds(limit)}.`,
    fix: 'Run it again.',
  })
  try {
    return await within(signal, { milliseconds: limit, over: () => late }, (limited) =>
      preflight.look(surroundings, limited),
    )
  } catch (error) {
    if (error === late) return unknown(late.info.why)
    if (error instanceof Failure) return failed(error.info.what, error.info.why, error.info.fix)
    return unknown(error instanceof Error ? error.message : String(error))
  }
}

/** Every check, side by side, in the order they are given; none can fail the others. */
export const runPreflights = async (
  preflights: readonly Preflight[],
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<Check[]> => {
  if (signal.aborted) throw cancelled('The checks were not made.')
  // Every check listens to it.
  setMaxListeners(0, signal)
  const checks = await Promise.all(
    preflights.map(async (preflight) => ({
      id: preflight.id,
      title: preflight.title,
      ...(await verdict(preflight, surroundings, signal)),
    })),
  )
  if (signal.aborted) throw cancelled('The checks were not made.')
  return checks
}
