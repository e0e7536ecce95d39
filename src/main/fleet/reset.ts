import {
  beginDrops,
  clearLeftovers,
  copyGolden,
  databases,
  open,
  orClear,
  renameAll,
  shut,
} from './database-copies'
import { adminDatabase, goldenDatabase, isLive, nextDatabase, oldDatabase } from './database-names'
import { finishClean, finishLive, type Stage } from './finish-reset'
import type { Fleet } from './fleet'
import { versionRows } from './fleet-content'
import { goldenFor, type GoldenWork } from './golden'
import type { GoldenManifest } from './golden-manifest'
import { refuseOtherMake } from './golden-make'
import { bringAbout, graphSteps, serviceSteps } from './part-of-bootstrap'
import { resetLiveTable } from './reset-live-table'
import { readNote, writeNote } from './reset-note'

/**
 * Everything back to the baseline, of a fleet whose PostgreSQL answers. Until the one transaction that renames all is committed, the old
 * state stands; after it all that is left is done, whatever of it fails.
 */
export const resetClean = async (
  fleet: Fleet,
  work: GoldenWork,
  stage: Stage,
): Promise<readonly number[]> => {
  stage('Looking for the golden copies')
  await clearLeftovers(work.sessions, work.connection, work.signal)
  const manifest = await goldenFor(work)
  refuseOtherMake(fleet, manifest)
  stage('Putting the golden copies in place')
  // The emulator forgets (CAVE-FACTS 8.2): its graph is written side by side with the exchange where it is lost.
  const graph = bringAbout(fleet, graphSteps(fleet), stage, work.signal)
  const [exchanged] = await Promise.allSettled([
    orClear(work.sessions, work.connection, () => exchange(work, manifest)),
    graph,
  ])
  if (exchanged.status === 'rejected') throw exchanged.reason
  await finishClean(fleet, work, stage, [
    { text: 'Looking at the segmentation graph', work: () => graph },
    {
      text: 'Looking at the services',
      work: () => bringAbout(fleet, serviceSteps(fleet), stage, work.signal),
    },
  ])
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
      await writeNote(admin, connection, { reset: 'clean' })
    })
    beginDrops(sessions, names.map(oldDatabase))
  })

/**
 * The live table back to its two annotations, then a fresh version of it; older versions stay. Of a fleet that can make a version: the
 * rows of before are gone once the first is done.
 */
export const resetLive = async (fleet: Fleet, work: GoldenWork, stage: Stage): Promise<readonly number[]> => {
  const { sessions, connection, signal } = work
  await clearLeftovers(sessions, connection, signal)
  // What an earlier reset of the live table has left is what this one does anyway.
  if ((await readNote(work))?.reset === 'clean') await finishClean(fleet, work, stage)
  stage('Looking whether the worker takes a workflow')
  await fleet.freeWorker(signal)
  stage('Putting the two annotations back')
  const after = await sessions.with(connection.alignedVolume, signal, async (live) => {
    const newest = (await versionRows(live, connection.datastack)).at(-1)?.version ?? 0
    await resetLiveTable(live, () => writeNote(live, connection, { reset: 'live', after: newest }))
    return newest
  })
  return finishLive(fleet, work, after, stage)
}
