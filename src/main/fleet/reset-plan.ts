import type { ResetPlan } from '../../shared/domain/fleet'
import { adminDatabase } from './database-names'
import { databases } from './database-copies'
import type { Fleet } from './fleet'
import { demoTable } from '../../shared/domain/demo-table'
import { openVersions, rowCount, tableNames, versionRows } from './fleet-content'
import { goldenFor, type GoldenWork } from './golden'
import { refuseOtherMake } from './golden-make'

/** What a reset would do to what is there now; fails where it would be refused, before anybody is asked. */
export const planReset = async (fleet: Fleet, work: GoldenWork, clean: boolean): Promise<ResetPlan> =>
  clean ? planClean(fleet, work) : planLive(work)

const planLive = ({ sessions, connection, signal }: GoldenWork): Promise<ResetPlan> =>
  sessions.with(connection.alignedVolume, signal, async (live) => ({
    clean: false,
    result: `${demoTable.name} will hold its 2 first annotations again, with ids 1 and 2 and no history, and there will be a fresh version of it. Older versions and other tables stay.`,
    tables: await tables(live, (name) => (name === demoTable.name ? 'restored' : 'kept')),
    versions: [],
  }))

const planClean = async (fleet: Fleet, work: GoldenWork): Promise<ResetPlan> => {
  const { sessions, connection, signal } = work
  const golden = await goldenFor(work)
  refuseOtherMake(fleet, golden)
  const found = await sessions.with(adminDatabase, signal, databases)
  return sessions.with(connection.alignedVolume, signal, async (live) => {
    const numbers = (await versionRows(live, connection.datastack)).map((row) => row.version)
    const names = found.map((each) => each.name)
    const opened = await openVersions(live, connection, names)
    return {
      clean: true,
      result:
        golden.origin === 'declared'
          ? `Everything will be as the baseline of ${golden.madeAt} declares it: ${listed(golden.tables, golden.versions)}.`
          : `Everything will be as right after the first version: ${listed(golden.tables, golden.versions)}.`,
      tables: await tables(live, (name) => (golden.tables.includes(name) ? 'restored' : 'removed')),
      versions: [...new Set([...numbers, ...opened])].filter((version) => !golden.versions.includes(version)),
    }
  })
}

type Tables = ResetPlan['tables']

const tables = async (
  live: Parameters<typeof tableNames>[0],
  fate: (name: string) => Tables[number]['fate'],
): Promise<Tables> => {
  const rows: Tables = []
  for (const name of await tableNames(live))
    rows.push({ name, rows: await rowCount(live, name), fate: fate(name) })
  return rows
}

const listed = (tables: readonly string[], versions: readonly number[]): string => {
  const what = versions.length === 1 ? 'version' : 'versions'
  return `${tables.join(', ')}; ${what} ${versions.join(', ')}`
}
