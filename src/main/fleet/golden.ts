import { Failure } from '../../shared/errors'
import type { Connection } from '../data/connection'
import { forgetVersions } from '../data/forget-versions'
import { versionDatabase } from '../data/version-database'
import {
  clearLeftovers,
  comment,
  copyLive,
  databases,
  drop,
  orClear,
  renameAll,
  shut,
  type FoundDatabase,
} from './database-copies'
import {
  adminDatabase,
  buildingDatabase,
  goldenDatabase,
  oldDatabase,
  type GoldenOrigin,
} from './database-names'
import { openVersions, tableNames } from './fleet-content'
import { manifestOf, type GoldenMake, type GoldenManifest } from './golden-manifest'
import type { Session, Sessions } from './sessions'

export interface GoldenWork {
  readonly sessions: Sessions
  readonly connection: Connection
  readonly signal: AbortSignal
}

/** What a clean reset goes back to: the declared baseline, else the copies made after the first version, else nothing. */
export const readGolden = async (work: GoldenWork): Promise<GoldenManifest | null> =>
  (await readSet(work, 'declared')) ?? readSet(work, 'first')

export const goldenFor = async (work: GoldenWork): Promise<GoldenManifest> => {
  const manifest = await readGolden(work)
  if (manifest === null) throw noGoldenCopies()
  return manifest
}

export const readSet = (
  { sessions, connection, signal }: GoldenWork,
  origin: GoldenOrigin,
): Promise<GoldenManifest | null> =>
  sessions.with(adminDatabase, signal, async (admin) =>
    manifestOf(origin, connection.alignedVolume, await databases(admin)),
  )

/** Copies the present state. It takes effect in one instant: killed before, the set that was there before stays. */
export const makeGolden = async (
  work: GoldenWork,
  origin: GoldenOrigin,
  make: GoldenMake,
): Promise<GoldenManifest> => {
  await clearLeftovers(work.sessions, work.connection, work.signal)
  return orClear(work.sessions, work.connection, () => copyAll(work, origin, make))
}

const copyAll = async (
  { sessions, connection, signal }: GoldenWork,
  origin: GoldenOrigin,
  make: GoldenMake,
): Promise<GoldenManifest> => {
  const before = await sessions.with(adminDatabase, signal, databases)
  const manifest = await describe({ sessions, connection, signal }, origin, make, before)
  await sessions.with(adminDatabase, signal, async (admin) => {
    for (const member of manifest.members) await copyLive(admin, member, buildingDatabase(member))
  })
  await sessions.with(buildingDatabase(connection.alignedVolume), signal, (copy) =>
    forgetUnfinished(copy, connection, manifest.versions),
  )
  const replaced = before
    .map((each) => each.name)
    .filter((name) => name.startsWith(goldenDatabase(origin, '')))
  await sessions.with(adminDatabase, signal, async (admin) => {
    await shut(admin, [...replaced, ...manifest.members.map(buildingDatabase)])
    const renames = [
      ...replaced.map((name) => ({ from: name, to: oldDatabase(name) })),
      ...manifest.members.map((name) => ({ from: buildingDatabase(name), to: goldenDatabase(origin, name) })),
    ]
    await renameAll(admin, renames, () =>
      comment(admin, goldenDatabase(origin, connection.alignedVolume), JSON.stringify(manifest)),
    )
    for (const name of replaced) await drop(admin, oldDatabase(name))
  })
  return manifest
}

/** Forgets a set; in one instant too. */
export const dropGolden = ({ sessions, signal }: GoldenWork, origin: GoldenOrigin): Promise<void> =>
  sessions.with(adminDatabase, signal, async (admin) => {
    const found = await databases(admin)
    const names = found.map((each) => each.name).filter((name) => name.startsWith(goldenDatabase(origin, '')))
    await shut(admin, names)
    await renameAll(
      admin,
      names.map((name) => ({ from: name, to: oldDatabase(name) })),
      async () => undefined,
    )
    for (const name of names) await drop(admin, oldDatabase(name))
  })

const describe = (
  { sessions, connection, signal }: GoldenWork,
  origin: GoldenOrigin,
  make: GoldenMake,
  found: readonly FoundDatabase[],
): Promise<GoldenManifest> =>
  sessions.with(connection.alignedVolume, signal, async (live) => {
    const tables = await tableNames(live)
    const names = found.map((each) => each.name)
    const versions = await openVersions(live, connection, names)
    if (versions.length === 0) throw nothingToKeep()
    return {
      format: 1,
      origin,
      madeAt: new Date().toISOString(),
      make,
      tables: [...tables],
      versions: [...versions],
      members: [connection.alignedVolume, ...versions.map((version) => versionDatabase(connection, version))],
    }
  })

/** A version that is under way or failed has no database in the set: in the copy its number is free again. */
const forgetUnfinished = async (
  copy: Session,
  connection: Connection,
  kept: readonly number[],
): Promise<void> => {
  const unfinished = 'datastack = $1 AND NOT version = ANY ($2::int[])'
  for (const sql of forgetVersions(unfinished)) await copy.run(sql, [connection.datastack, kept])
}

const nothingToKeep = (): Failure =>
  new Failure({
    code: 'NOT_FOUND',
    what: 'There is no version to keep.',
    why: 'Golden copies are made of the live tables and of at least one materialized version.',
    fix: 'Materialize first, then do it again.',
  })

const noGoldenCopies = (): Failure =>
  new Failure({
    code: 'NOT_FOUND',
    what: 'There are no golden copies to go back to.',
    why: 'They are made after the first version, and that has not happened in this fleet yet.',
    fix: 'Run "up", which makes what is missing. Nothing was changed.',
  })
