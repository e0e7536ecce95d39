import { Failure } from '../../shared/errors'
import {
  beginDrops,
  clearLeftovers,
  copyGolden,
  databases,
  drop,
  open,
  orClear,
  renameAll,
  shut,
} from './database-copies'
import { adminDatabase, goldenDatabase, isLive, nextDatabase, oldDatabase } from './database-names'
import type { Fleet } from './fleet'
import { goldenFor, type GoldenWork } from './golden'
import type { GoldenManifest } from './golden-manifest'
import { makeOf } from './baseline'
import { openVersions } from './fleet-content'
import { materialize } from './materialize'
import { resetLiveTable } from './reset-live-table'

/** The graph's step; a clean reset looks at it because the emulator forgets (CAVE-FACTS 8.2). */
const graphStep = 'graph'

/** Everything back to the baseline. Until the one transaction that renames all is committed, the old state stands. */
export const resetClean = async (
  fleet: Fleet,
  work: GoldenWork,
  stage: (text: string) => void,
): Promise<readonly number[]> => {
  stage('Looking for the golden copies')
  await clearLeftovers(work.sessions, work.connection, work.signal)
  const manifest = await goldenFor(work)
  refuseOtherMake(fleet, manifest)
  stage('Putting the golden copies in place')
  const [exchanged, graph] = await Promise.allSettled([
    orClear(work.sessions, work.connection, () => exchange(work, manifest)),
    healGraph(fleet, work.signal),
  ])
  if (exchanged.status === 'rejected') throw exchanged.reason
  if (graph.status === 'rejected') throw graph.reason
  stage('Clearing queues')
  await fleet.clearQueues(work.signal)
  await dropStrays(work, manifest)
  stage('Waiting until every service answers again')
  await fleet.settle(work.signal)
  return manifest.versions
}

const exchange = ({ sessions, connection, signal }: GoldenWork, manifest: GoldenManifest): Promise<void> =>
  sessions.with(adminDatabase, signal, async (admin) => {
    for (const member of manifest.members)
      await copyGolden(admin, goldenDatabase(manifest.origin, member), nextDatabase(member))
    const names = (await databases(admin)).map((each) => each.name).filter((name) => isLive(connection, name))
    await shut(admin, names)
    const renames = [
      ...names.map((name) => ({ from: name, to: oldDatabase(name) })),
      ...manifest.members.map((name) => ({ from: nextDatabase(name), to: name })),
    ]
    await renameAll(admin, renames, async () => {
      for (const member of manifest.members) await open(admin, member)
    })
    beginDrops(sessions, names.map(oldDatabase))
  })

/** A workflow that ran during the exchange may have made its version's database after it; nothing runs any more now. */
const dropStrays = ({ sessions, connection, signal }: GoldenWork, manifest: GoldenManifest): Promise<void> =>
  sessions.with(adminDatabase, signal, async (admin) => {
    const names = (await databases(admin)).map((each) => each.name).filter((name) => isLive(connection, name))
    for (const name of names.filter((each) => !manifest.members.includes(each))) await drop(admin, name)
  })

const healGraph = async (fleet: Fleet, signal: AbortSignal): Promise<void> => {
  const step = fleet.steps.find((each) => each.id === graphStep)
  const finding = await step?.probe(fleet, signal)
  if (finding?.holds === false) await fleet.rebuildGraph(signal)
}

/** The databases' layout belongs to the services' images; port and practice or genuine do not matter to it. */
const refuseOtherMake = (fleet: Fleet, { make, madeAt }: GoldenManifest): void => {
  const now = makeOf(fleet)
  const other = Object.entries(now.images).filter(([service, tag]) => make.images[service] !== tag)
  if (make.kind === now.kind && other.length === 0) return
  const why =
    make.kind === now.kind
      ? other.map(([service, tag]) => `${service}: ${make.images[service] ?? 'none'}, now ${tag}`).join('; ')
      : `They come from the ${make.kind} fleet.`
  throw new Failure({
    code: 'STEP_FAILED',
    what: `The golden copies of ${madeAt} do not fit the services that run now.`,
    why: `They were made with other images. ${why}`,
    fix: 'Run "down --volumes", then "up": that makes the fleet and its golden copies anew. Nothing was changed.',
  })
}

/** The live table back to its two annotations, then a fresh version of it; older versions stay. */
export const resetLive = async (
  fleet: Fleet,
  work: GoldenWork,
  stage: (text: string, progress?: number) => void,
): Promise<readonly number[]> => {
  const { sessions, connection, signal } = work
  stage('Putting the two annotations back')
  await clearLeftovers(sessions, connection, signal)
  await sessions.with(connection.alignedVolume, signal, resetLiveTable)
  await materialize({ fleet, ...work, stage: ({ text, progress }) => stage(text, progress) })
  return sessions.with(connection.alignedVolume, signal, async (live) =>
    openVersions(
      live,
      connection,
      (await databases(live)).map((each) => each.name),
    ),
  )
}
