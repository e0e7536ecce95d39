import { Failure, toFailure } from '../../shared/errors'
import { isVersionDatabase, versionDatabase } from '../data/version-database'
import { databases, drop } from './database-copies'
import { adminDatabase } from './database-names'
import type { Fleet } from './fleet'
import { openVersions, versionRows } from './fleet-content'
import type { GoldenWork } from './golden'
import { materialize } from './materialize'
import { clearNote, readNote } from './reset-note'

export type Stage = (text: string, progress?: number) => void

/** One thing that is left to do: what it is, and the doing. */
export interface Remainder {
  readonly text: string
  readonly work: () => Promise<void>
}

/** Of databases that a workflow made after the exchange the live tables know nothing: the next version of that number would fail. */
const dropStrays = async ({ sessions, connection, signal }: GoldenWork): Promise<void> => {
  const rows = await sessions.with(connection.alignedVolume, signal, (live) =>
    versionRows(live, connection.datastack),
  )
  const known = new Set(rows.map(({ version }) => versionDatabase(connection, version)))
  await sessions.with(adminDatabase, signal, async (admin) => {
    for (const { name } of await databases(admin))
      if (isVersionDatabase(connection, name) && !known.has(name)) await drop(admin, name)
  })
}

const notAll = (failures: readonly Failure[]): Failure => {
  const why = failures.map(({ info }) => `${info.what} ${info.why}`).join(' ')
  return new Failure(
    {
      code: failures[0]?.info.code ?? 'STEP_FAILED',
      what: 'Everything is back to the baseline, but not all of the fleet works again.',
      why,
      fix: 'Run "up", which does what is left. The reset itself need not be repeated.',
    },
    { cause: failures[0] },
  )
}

/**
 * What comes after the exchange of the databases. All of it is tried, whatever fails: the data is as it was asked for, and each thing
 * that works again is worth having.
 */
export const finishClean = async (
  fleet: Fleet,
  work: GoldenWork,
  stage: Stage,
  more: readonly Remainder[] = [],
): Promise<void> => {
  const remainders: readonly Remainder[] = [
    { text: 'Clearing queues', work: () => fleet.clearQueues(work.signal) },
    // Nothing runs any more that could make another one.
    { text: 'Dropping what a workflow has made meanwhile', work: () => dropStrays(work) },
    ...more,
    { text: 'Waiting until every service answers again', work: () => fleet.settle(work.signal) },
  ]
  const failures: Failure[] = []
  for (const remainder of remainders) {
    stage(remainder.text)
    try {
      await remainder.work()
    } catch (error) {
      work.signal.throwIfAborted()
      failures.push(toFailure(error, `"${remainder.text}" did not succeed.`))
    }
  }
  if (failures.length > 0) throw notAll(failures)
  await clearNote(work)
}

const numbers = ({ sessions, connection, signal }: GoldenWork): Promise<readonly number[]> =>
  sessions.with(connection.alignedVolume, signal, async (live) =>
    openVersions(
      live,
      connection,
      (await databases(live)).map((each) => each.name),
    ),
  )

/** The version that a reset of the live table ends with; the versions that there are then. */
export const finishLive = async (
  fleet: Fleet,
  work: GoldenWork,
  after: number,
  stage: Stage,
): Promise<readonly number[]> => {
  if (!(await numbers(work)).some((version) => version > after))
    await materialize({ fleet, ...work, stage: ({ text, progress }) => stage(text, progress) })
  await clearNote(work)
  return numbers(work)
}

/** Does what a reset that was cut short has left to do; at once where none was. */
export const finishReset = async (fleet: Fleet, work: GoldenWork, stage: Stage): Promise<void> => {
  const left = await readNote(work)
  if (left?.reset === 'clean') await finishClean(fleet, work, stage)
  else if (left?.reset === 'live') await finishLive(fleet, work, left.after, stage)
}
