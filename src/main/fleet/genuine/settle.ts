import { panelAgent } from '../../../shared/domain/service'
import { Failure } from '../../../shared/errors'
import { refusalOf } from '../../data/refusal'
import { pause, within } from '../limit'

/** What a client may ask next, each by every kind of session that a service keeps (CAVE-FACTS 8.A and 9). Reads are safe to repeat. */
const reads = [
  '/annotation/api/v2/aligned_volume/fake_volume/table',
  '/annotation/api/v2/aligned_volume/fake_volume/table/my_cave_table/annotations?annotation_ids=1',
  '/materialize/api/v3/datastack/fake_datastack/metadata?expired=True',
  '/materialize/api/v3/datastack/fake_datastack/versions?expired=False',
] as const

/** At once, so that they fall to every process of a service; cfg/uwsgi.ini runs two. */
const atOnce = 4
/** Rounds in a row without a failure. */
const clean = 3
const limit = { milliseconds: 30_000, waitingFor: 'the services to answer without a fault' } as const

/** What is refused with a reason is answered: a table that the user has removed, or no version yet. */
const isWell = (status: number, text: string): boolean =>
  status < 400 || refusalOf('', status, text).status < 500

const ask = async (address: string, path: string, signal: AbortSignal): Promise<boolean> => {
  try {
    const headers = { 'user-agent': panelAgent }
    const response = await fetch(`${address}${path}`, { headers, signal, redirect: 'manual' })
    return isWell(response.status, await response.text())
  } catch {
    signal.throwIfAborted()
    return false
  }
}

/**
 * A materialization and a reset cut the services' connections, and each process of each service fails once or twice before it makes
 * new ones. These failures are met here, so that no client meets them.
 */
export const settle = (address: string, signal: AbortSignal): Promise<void> =>
  within(signal, limit, async (limited) => {
    for (let good = 0; good < clean; ) {
      const round = reads.flatMap((path) => Array.from({ length: atOnce }, () => ask(address, path, limited)))
      const answers = await Promise.all(round)
      good = answers.every(Boolean) ? good + 1 : 0
      if (good === 0) await pause(100, limited)
    }
  }).catch((error: unknown) => {
    if (!(error instanceof Failure) || error.info.code !== 'TIMED_OUT') throw error
    throw new Failure({
      ...error.info,
      fix: 'Restart the services annotation and mat, then try again: what was done is kept.',
    })
  })
