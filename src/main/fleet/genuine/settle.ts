import { z } from 'zod'
import { panelAgent } from '../../../shared/domain/service'
import { Failure } from '../../../shared/errors'
import { refusalOf } from '../../data/refusal'
import { pause, within } from '../limit'

interface Read {
  readonly path: string
  /** A query is asked for by POST. */
  readonly body?: string
}

const volume = '/annotation/api/v2/aligned_volume/fake_volume/table'
const datastack = '/materialize/api/v3/datastack/fake_datastack'

/** What a client may ask next, by every kind of session that a service keeps (CAVE-FACTS 8.A and 9). Reads are safe to repeat. */
const always: readonly Read[] = [
  { path: volume },
  { path: `${volume}/my_cave_table/annotations?annotation_ids=1` },
  { path: `${datastack}/metadata?expired=True` },
  { path: `${datastack}/versions?expired=False` },
]

/** A version has a database, and so sessions, of its own. */
const ofVersion = (version: number): readonly Read[] => {
  const table = `${datastack}/version/${String(version)}/table/my_cave_table`
  const query = `${table}/query?return_pyarrow=True&arrow_format=True&split_positions=True&limit=1`
  return [{ path: `${table}/metadata` }, { path: query, body: '{}' }]
}

/** The newest are those that a class works with; each costs a database session in each process. */
const versionsToSettle = 3
/** At once, so that they fall to every process of a service; cfg/uwsgi.ini runs two. */
const atOnce = 4
/** Rounds in a row without a failure. */
const clean = 3
const limit = { milliseconds: 30_000, waitingFor: 'the services to answer without a fault' } as const

interface Answer {
  readonly well: boolean
  readonly text: string
}

/** What is refused with a reason is answered: a table that the user has removed, or no version yet. */
const isWell = (status: number, text: string): boolean =>
  status < 400 || refusalOf('', status, text).status < 500

const ask = async (address: string, { path, body }: Read, signal: AbortSignal): Promise<Answer> => {
  try {
    const headers = { 'user-agent': panelAgent, 'content-type': 'application/json' }
    const request = body === undefined ? {} : { method: 'POST', body }
    const response = await fetch(`${address}${path}`, { ...request, headers, signal, redirect: 'manual' })
    const text = await response.text()
    return { well: isWell(response.status, text), text }
  } catch {
    signal.throwIfAborted()
    return { well: false, text: '' }
  }
}

const numbers = z.array(z.number().int())

const newest = (text: string): readonly number[] => {
  try {
    return numbers
      .parse(JSON.parse(text))
      .sort((a, b) => b - a)
      .slice(0, versionsToSettle)
  } catch {
    // Refused, or a page of the gateway: the next round asks again.
    return []
  }
}

/**
 * A materialization and a reset cut the services' connections, and each process of each service fails once or twice before it makes
 * new ones. These failures are met here, so that no client meets them.
 */
export const settle = async (address: string, signal: AbortSignal): Promise<void> => {
  try {
    await within(signal, limit, async (limited) => {
      let versions: readonly number[] = []
      for (let good = 0; good < clean;) {
        const reads = [...always, ...versions.flatMap(ofVersion)]
        const asked = reads.flatMap((read) =>
          Array.from({ length: atOnce }, () => ask(address, read, limited)),
        )
        const answers = await Promise.all(asked)
        const before = versions.join()
        versions = newest(answers[(always.length - 1) * atOnce]?.text ?? '')
        const isClean = answers.every(({ well }) => well) && versions.join() === before
        good = isClean ? good + 1 : 0
        if (good === 0) await pause(100, limited)
      }
    })
  } catch (error) {
    if (!(error instanceof Failure) || error.info.code !== 'TIMED_OUT') throw error
    const fix = 'Restart the services annotation and mat, then try again: what was done is kept.'
    throw new Failure({ ...error.info, fix })
  }
}
