import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { panelAgent } from '../../../shared/domain/service'
import { Failure } from '../../../shared/errors'
import { refusalOf } from '../../../shared/refusal'
import type { Project } from '../../engine/engine'
import { pause, within } from '../../waiting/limit'
import { processesThatAnswered } from './uwsgi-log'

interface Read {
  readonly service: 'annotation' | 'mat'
  readonly path: string
  /** A query is asked for by POST. */
  readonly body?: string
}

const volume = '/annotation/api/v2/aligned_volume/fake_volume/table'
const datastack = '/materialize/api/v3/datastack/fake_datastack'

/** An id that no row has: it is found again in the logs, whatever the clocks of this machine and of the engine say. */
const newMark = (): string => String(randomInt(2 ** 40, 2 ** 47))

/**
 * What a client may ask next, by every kind of session that a service keeps (CAVE-FACTS 8.A and 9). Reads are safe to repeat.
 * The mark goes where the service takes it.
 */
const always = (mark: string): readonly Read[] => [
  { service: 'annotation', path: `${volume}?mark=${mark}` },
  { service: 'annotation', path: `${volume}/my_cave_table/annotations?annotation_ids=1,${mark}` },
  { service: 'mat', path: `${datastack}/metadata?expired=True&mark=${mark}` },
  { service: 'mat', path: `${datastack}/versions?expired=False&mark=${mark}` },
]

/** A version has a database, and so sessions, of its own. */
const ofVersion =
  (mark: string) =>
  (version: number): readonly Read[] => {
    const table = `${datastack}/version/${String(version)}/table/my_cave_table`
    const query = `${table}/query?return_pyarrow=True&arrow_format=True&split_positions=True`
    return [
      { service: 'mat', path: `${table}/metadata?mark=${mark}` },
      { service: 'mat', path: `${query}&mark=${mark}`, body: '{"limit":1}' },
    ]
  }

/** The newest are those that a class works with; each costs a database session in each process. */
const versionsToSettle = 3
/** At once, so that they fall to every process of a service. */
const atOnce = 4
/** Processes of each service: compose.yaml sets UWSGI_PROCESSES. */
const processes = 2
/** Rounds in a row without a failure that do where a log does not tell who answered. */
const cleanRounds = 8
const limit = { milliseconds: 30_000, waitingFor: 'the services to answer without a fault' } as const

interface Answer {
  readonly well: boolean
  readonly text: string
}

/** A table that the user has removed, or no version yet, is an answer. Any other refusal is a fault, of the service or of ours. */
const isWell = (status: number, text: string): boolean =>
  status < 400 || refusalOf('', status, text).status === 404

const ask = async (address: string, { path, body }: Read, signal: AbortSignal): Promise<Answer> => {
  try {
    // AnnotationEngine reads a body where one is announced, and refuses an empty one.
    const request =
      body === undefined
        ? { headers: { 'user-agent': panelAgent } }
        : { method: 'POST', body, headers: { 'user-agent': panelAgent, 'content-type': 'application/json' } }
    const response = await fetch(`${address}${path}`, { ...request, signal, redirect: 'manual' })
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

type Verdict = 'settled' | 'not yet' | 'not told'

/** Whether each process of each service has answered each of these reads since it last failed at it, going by their logs. */
const look = async (
  project: Pick<Project, 'logs'>,
  reads: readonly Read[],
  mark: string,
  signal: AbortSignal,
): Promise<Verdict> => {
  const answered = {
    annotation: await processesThatAnswered(project, 'annotation', mark, signal),
    mat: await processesThatAnswered(project, 'mat', mark, signal),
  }
  if (Object.values(answered).some((each) => each.size === 0)) return 'not told'
  return reads.every(({ service, path }) => (answered[service].get(path) ?? 0) >= processes)
    ? 'settled'
    : 'not yet'
}

const rounds = async (
  project: Pick<Project, 'logs'>,
  address: string,
  signal: AbortSignal,
): Promise<void> => {
  const mark = newMark()
  const base = always(mark)
  let versions: readonly number[] = []
  for (let good = 0; ;) {
    const reads = [...base, ...versions.flatMap(ofVersion(mark))]
    const asked = reads.flatMap((read) => Array.from({ length: atOnce }, () => ask(address, read, signal)))
    const answers = await Promise.all(asked)
    const before = versions.join()
    versions = newest(answers[(base.length - 1) * atOnce]?.text ?? '')
    const isClean = answers.every(({ well }) => well) && versions.join() === before
    good = isClean ? good + 1 : 0
    const verdict = isClean ? await look(project, reads, mark, signal) : 'not yet'
    if (verdict === 'settled' || (verdict === 'not told' && good >= cleanRounds)) return
    if (!isClean) await pause(50, signal)
  }
}

/**
 * A materialization and a reset cut the services' connections, and each process of each service fails once or twice before it makes
 * new ones. These failures are met here, so that no client meets them.
 */
export const settle = async (
  project: Pick<Project, 'logs'>,
  address: string,
  signal: AbortSignal,
): Promise<void> => {
  try {
    await within(signal, limit, (limited) => rounds(project, address, limited))
  } catch (error) {
    if (!(error instanceof Failure) || error.info.code !== 'TIMED_OUT') throw error
    const fix = 'Restart the services annotation and mat, then try again: what was done is kept.'
    throw new Failure({ ...error.info, fix })
  }
}
