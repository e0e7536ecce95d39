import { z } from 'zod'
import type { ServiceName } from '../../shared/domain/service'
import { Failure } from '../../shared/errors'
import { openCave } from '../data/cave'
import type { Connection } from '../data/connection'
import type { Fleet } from './fleet'
import { rowCount, tableNames } from './fleet-content'
import { pause, within } from '../waiting/limit'
import * as failures from './materialize-failures'
import { followWorker, type WorkerFollower } from './materialize-worker'
import type { Stage } from './materialize-log'
import type { Session, Sessions } from './sessions'
import { refuseTablesInTheWay } from './tables-in-the-way'
import { silenceFor } from './worker-runs'

export interface MaterializeWork {
  readonly fleet: Fleet
  readonly connection: Connection
  readonly sessions: Sessions
  readonly signal: AbortSignal
  readonly stage: (stage: Stage) => void
  /** How long a workflow that was accepted may take to be taken by a worker. */
  readonly appearMilliseconds?: number
  /** How long the worker may tell of no step forward. */
  readonly silenceMilliseconds?: number
  /** How often it is looked whether the services that a workflow needs still run. */
  readonly lookMilliseconds?: number
}

const pollMilliseconds = 50
const lookMilliseconds = 3000
/** Opening a log takes some tens of milliseconds. */
const opening = { milliseconds: 2000, waitingFor: 'the log of the worker' } as const
/** Without one of these a run never ends, or after many minutes. */
const needed: ReadonlySet<ServiceName> = new Set([
  'postgres',
  'redis',
  'mat',
  'mat-worker',
  'pcg',
  'bigtable',
])
/** CAVE-FACTS 7: a worker that runs takes a workflow at once. */
const appearMilliseconds = 5000
/** Runs the complete workflow; answers once its version is AVAILABLE and no client meets a connection that it has cut. */
export const materialize = async (work: MaterializeWork): Promise<{ readonly version: number }> => {
  work.stage({ text: 'Asking for a new version', progress: 0 })
  const rows = await work.sessions.with(work.connection.alignedVolume, work.signal, async (live) => {
    await refuseTablesInTheWay(live)
    return rowsToFreeze(live)
  })
  const before = Math.max(0, ...(await versions(work)).map((each) => each.version))
  let settling: Promise<void> | undefined
  const settle = (): Promise<void> => (settling ??= work.fleet.settle(work.signal, 'volume'))
  const worker = followWorker(work.fleet, work.signal, {
    stage: work.stage,
    // Begun before the version is there, so that it is over by then. What becomes of it is told where it is waited for.
    cut: () => void settle().catch(() => undefined),
  })
  try {
    const limits = {
      silence: work.silenceMilliseconds ?? silenceFor(rows),
      appear: work.appearMilliseconds ?? appearMilliseconds,
    }
    // Not for ever: without its lines the versions tell, later.
    await within(work.signal, opening, () => worker.opened).catch(() => work.signal.throwIfAborted())
    const version = await run(work, worker.runs, before, limits)
    work.stage({ text: 'Waiting until every service answers again', progress: 0.97 })
    await settle()
    await work.fleet.settle(work.signal, 'newest')
    return { version }
  } finally {
    worker.stop()
    await settling?.catch(() => undefined)
  }
}

const run = async (
  work: MaterializeWork,
  runs: WorkerFollower['runs'],
  before: number,
  limits: { readonly silence: number; readonly appear: number },
): Promise<number> => {
  await openCave(work.connection).ask(
    z.unknown(),
    {
      method: 'POST',
      path: `/materialize/api/v2/materialize/run/complete_workflow/datastack/${work.connection.datastack}?days_to_expire=5&merge_tables=true`,
      what: 'The materialization was not accepted.',
    },
    work.signal,
  )
  const asked = Date.now()
  const throwIfServiceEnded = serviceLooks(work)
  const goesOn = (): number => runs.goesOnUntil + limits.silence
  const made = await until(
    () => (runs.isTaken ? goesOn() : asked + limits.appear),
    work.signal,
    async () => {
      await throwIfServiceEnded(null)
      const end = runs.endOf(null)
      const found = (await transient(work)).find((each) => each.version > before)
      if (found === undefined && end !== undefined) throw failures.ofEnd(end, null)
      return found
    },
  )
  if (made === undefined) throw await whyNone(work, limits.appear)
  const { version } = made
  const ended = await until(goesOn, work.signal, async () => {
    await throwIfServiceEnded(version)
    // Read before the version, which may have become available before its worker ended.
    const end = runs.endOf(version)
    const now = (await transient(work)).find((each) => each.version === version)
    if (now !== undefined && now.status !== 'RUNNING') return now
    if (end !== undefined) throw failures.ofEnd(end, version)
    return undefined
  })
  if (ended === undefined) throw failures.notFinished(version, limits.silence / 1000, runs.trouble)
  if (ended.status !== 'AVAILABLE') throw failures.versionFailed(version, runs.trouble)
  return version
}

/** Now and then; a job of this home keeps what has ended from being healed meanwhile. */
const serviceLooks = ({ fleet, signal, lookMilliseconds: apart = lookMilliseconds }: MaterializeWork) => {
  let last = Date.now()
  return async (version: number | null): Promise<void> => {
    if (Date.now() - last < apart) return
    // What cannot be looked at now is seen at the next look, or by the limit.
    const services = await fleet.services(signal).catch(() => [])
    signal.throwIfAborted()
    last = Date.now()
    const ended = services.find(({ name, state }) => needed.has(name) && state === 'stopped')
    if (ended === undefined) return
    if (version === null && ended.name === 'mat-worker') throw failures.noWorker()
    throw failures.serviceEnded(version, ended.title)
  }
}

const version = z.object({ version: z.number().int(), status: z.string() })
type Versions = readonly z.infer<typeof version>[]
const versionList = z.union([z.array(version), z.string()])

/** All versions, also running and failed ones; without any the answer is a text (CAVE-FACTS 6). */
const versions = async ({ connection, signal }: MaterializeWork): Promise<Versions> => {
  const path = `/materialize/api/v3/datastack/${connection.datastack}/metadata?expired=True`
  const what = 'The versions could not be read.'
  try {
    const answer = await openCave(connection).ask(versionList, { method: 'GET', path, what }, signal)
    return typeof answer === 'string' ? [] : answer
  } catch (error) {
    // Before the first version the list is refused with 404 (contract/03-materialize.json): that is a list without entries.
    if (error instanceof Failure && error.info.why.includes('No valid versions found')) return []
    throw error
  }
}

/** While a version is made, one look in some fails because its connection was cut (CAVE-FACTS 8.A): the next one tells. */
const transient = async (work: MaterializeWork): Promise<Versions> => {
  try {
    return await versions(work)
  } catch {
    work.signal.throwIfAborted()
    return []
  }
}

const until = async <T>(
  end: () => number,
  signal: AbortSignal,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> => {
  for (;;) {
    const found = await look()
    if (found !== undefined || Date.now() >= end()) return found
    await pause(pollMilliseconds, signal)
  }
}

const rowsToFreeze = async (live: Session): Promise<number> => {
  let rows = 0
  for (const table of await tableNames(live)) rows += await rowCount(live, table)
  return rows
}

/** `null` says that no worker answered: CAVE-FACTS 7. */
const whyNone = async ({ connection, signal }: MaterializeWork, waited: number): Promise<Error> => {
  const active = await openCave(connection)
    .ask(
      z.unknown(),
      {
        method: 'GET',
        path: '/materialize/api/v2/workflow/status/active',
        what: 'The worker could not be asked.',
      },
      signal,
    )
    .catch(() => undefined)
  signal.throwIfAborted()
  if (active === null) return failures.noWorker()
  const running = JSON.stringify(active ?? '').includes('run_complete_workflow')
  return running ? failures.skipped('it is still running') : failures.noNewVersion(waited / 1000)
}
