import type { Check } from '../../shared/domain/doctor'
import { Failure, cancelled } from '../../shared/errors'
import { failed, warning, type Preflight, type Surroundings, type Verdict } from './preflight'

/** A check asks the system one small thing; a virus scanner may slow that down to seconds. */
const limit = 10_000

const verdict = async (
  preflight: Preflight,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<Verdict> => {
  const ended = new AbortController()
  let stop = (): void => undefined
  const late = new Promise<Verdict>((resolve) => {
    const timer = setTimeout(
      () =>
        resolve(
          warning('It is not known.', `The check did not end within ${limit / 1000} s.`, 'Run it again.'),
        ),
      limit,
    )
    stop = () => {
      clearTimeout(timer)
      resolve(warning('It is not known.', 'It was cancelled.', 'Run it again.'))
    }
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([preflight.look(surroundings, ended.signal), late])
  } catch (error) {
    if (error instanceof Failure) return failed(error.info.what, error.info.why, error.info.fix)
    return warning(
      'It is not known.',
      error instanceof Error ? error.message : String(error),
      'Run it again.',
    )
  } finally {
    signal.removeEventListener('abort', stop)
    ended.abort()
    stop()
  }
}

/** Every check, side by side, in the order they are given; none can fail the others. */
export const runPreflights = async (
  preflights: readonly Preflight[],
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<Check[]> => {
  if (signal.aborted) throw cancelled('The checks were not made.')
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
