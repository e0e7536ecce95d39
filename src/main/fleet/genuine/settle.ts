import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { panelAgent } from '../../../shared/domain/service'
import { Failure } from '../../../shared/errors'
import { refusalOf } from '../../../shared/refusal'
import type { Project } from '../../engine/engine'
import { pause, within } from '../../waiting/limit'
import type { SettleExtent } from '../fleet'
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

/** The newest and the first are those that a class works with; each costs a database session in each process, for good. */
const newestToSettle = 3
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

/** Newest first. */
const versionsIn = (text: string): readonly number[] => {
  try {
    return numbers.parse(JSON.parse(text)).sort((a, b) => b - a)
  } catch {
    // There is none yet, or it was refused as a service refuses that.
    return []
  }
}

/** Sessions in the volume are met by way of any version: of the oldest one they were made long ago, and no new ones are needed. */
const versionsFor = (extent: SettleExtent, versions: readonly number[]): readonly number[] => {
  if (extent === 'volume') return versions.slice(-1)
  const newest = extent === 'newest' ? 1 : newestToSettle
  return versions.filter((_version, index) => index < newest || index === versions.length - 1)
}

/** Paths that every process of its service has answered since it last failed at it, going by their logs; undefined where they do not tell. */
const answeredByAll = async (
  project: Pick<Project, 'logs'>,
  mark: string,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> => {
  const told = await Promise.all(
    (['annotation', 'mat'] as const).map((service) => processesThatAnswered(project, service, mark, signal)),
  )
  if (told.some((each) => each.size === 0)) return undefined
  return told.flatMap((each) => [...each].flatMap(([path, count]) => (count >= processes ? [path] : [])))
}

const rounds = async (
  project: Pick<Project, 'logs'>,
  address: string,
  extent: SettleExtent,
  signal: AbortSignal,
): Promise<void> => {
  const mark = newMark()
  const base = always(mark)
  const done = new Set<string>()
  /** Unknown before their list was read. */
  let ofVersions: readonly Read[] | undefined
  for (let good = 0; ;) {
    const reads = [...base, ...(ofVersions ?? [])].filter(({ path }) => !done.has(path))
    if (ofVersions !== undefined && reads.length === 0) return
    const answers = await Promise.all(
      reads.flatMap((read) =>
        Array.from({ length: atOnce }, async () => ({ read, ...(await ask(address, read, signal)) })),
      ),
    )
    const isWhole = ofVersions !== undefined
    const list = answers.find(({ read, well }) => read === base.at(-1) && well)
    if (list !== undefined) ofVersions ??= versionsFor(extent, versionsIn(list.text)).flatMap(ofVersion(mark))
    const answered = await answeredByAll(project, mark, signal)
    const ill = new Set(answers.filter(({ well }) => !well).map(({ read }) => read.path))
    for (const path of answered ?? []) if (!ill.has(path)) done.add(path)
    const isClean = ill.size === 0
    good = isClean && isWhole ? good + 1 : 0
    if (answered === undefined && good >= cleanRounds) return
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
  extent: SettleExtent,
  signal: AbortSignal,
): Promise<void> => {
  try {
    await within(signal, limit, (limited) => rounds(project, address, extent, limited))
  } catch (error) {
    if (!(error instanceof Failure) || error.info.code !== 'TIMED_OUT') throw error
    const fix = 'Restart the services annotation and mat, then try again: what was done is kept.'
    throw new Failure({ ...error.info, fix })
  }
}
