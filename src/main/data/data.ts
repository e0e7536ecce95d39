import type { Given } from '../../shared/contract'
import type { dataChannels } from '../../shared/contract/data'
import type { Handlers } from '../../shared/contract/handlers'
import { addAnnotations, deleteAnnotations, editAnnotation } from './annotations'
import { openChanges } from './changes'
import type { Connection } from './connection'
import { createTable } from './create-table'
import { tableDeletion } from './delete-table'
import { deleteVersions } from './delete-versions'
import { openDifferences, readDiff } from './diff'
import { readHistory, readSnapshotRows } from './history'
import { readLineage } from './lineage'
import type { ConnectionSource } from './listener'
import { readPage, rowsById } from './page'
import { readLandings } from './segmentation/landings'
import { readNode, readRootLineage, readRoots } from './segmentation/nodes'
import { readSlice } from './segmentation/slice'
import { openAccess, type Access, type Session } from './session'
import { readNames } from './table-names'
import { annotationTable, listTables } from './tables'
import { listVersions, openVersionCounts, readVersionPage } from './versions'

/** Everything a panel reads and writes of CAVE: one function a channel of the contract. */
export type Data = Pick<Handlers<AbortSignal>, Exclude<keyof typeof dataChannels, 'tables.delete'>> & {
  /** Fails where the table has to stay; else what removes it, for which sessions of the services are cut. */
  readonly tableDeletion: (given: Given<'tables.delete'>, signal: AbortSignal) => Promise<() => Promise<void>>
  close(): Promise<void>
}

/** One access a fleet; another address, port or password is another fleet. */
const openSessions = (source: ConnectionSource) => {
  let current: { readonly key: string; readonly access: Access } | undefined
  const replace = (connection: Connection): Access => {
    const key = JSON.stringify(connection)
    if (current?.key === key) return current.access
    const old = current?.access
    const access = openAccess(connection)
    current = { key, access }
    // Whoever still reads from the fleet that is gone is told so; nothing waits for them.
    void old?.close()
    return access
  }
  return {
    get: async (signal: AbortSignal): Promise<Session> => replace(await source(signal)).session(signal),
    close: async () => {
      await current?.access.close()
      current = undefined
    },
  }
}

export const openData = (source: ConnectionSource): Data => {
  const sessions = openSessions(source)
  const changes = openChanges(source)
  const counts = openVersionCounts()
  const differences = openDifferences()
  return {
    'tables.list': async (_, signal) => listTables(await sessions.get(signal), signal),
    'tables.create': async (given, signal) => createTable(await sessions.get(signal), given, signal),
    'tables.names': async (_, signal) => readNames((await sessions.get(signal)).volume),
    'schemas.list': async (_, signal) => (await sessions.get(signal)).schemas.names(signal),
    'data.changes': (_, signal) => changes.watch(signal),
    'annotations.page': async (given, signal) => {
      const session = await sessions.get(signal)
      return readPage(session.volume, await annotationTable(session, given.table, signal), given)
    },
    'annotations.add': async (given, signal) => addAnnotations(await sessions.get(signal), given, signal),
    'annotations.edit': async (given, signal) => editAnnotation(await sessions.get(signal), given, signal),
    'annotations.delete': async (given, signal) =>
      deleteAnnotations(await sessions.get(signal), given, signal),
    'annotations.history': async ({ table, id }, signal) => {
      const session = await sessions.get(signal)
      return readLineage(session.volume, await annotationTable(session, table, signal), id)
    },
    'annotations.rows': async ({ table, ids }, signal) => {
      const session = await sessions.get(signal)
      const relation = await annotationTable(session, table, signal)
      const rows = await rowsById(session.volume, relation, ids)
      return { columns: [...relation.columns], rows: [...rows.values()] }
    },
    'history.rows': async (given, signal) => {
      const session = await sessions.get(signal)
      return readHistory(session.volume, await annotationTable(session, given.table, signal), given)
    },
    'history.snapshot': async (given, signal) => readSnapshotRows(await sessions.get(signal), given),
    'segmentation.slice': async (given, signal) => readSlice(await sessions.get(signal), given, signal),
    'segmentation.landings': async (given, signal) => readLandings(await sessions.get(signal), given, signal),
    'segmentation.node': async (given, signal) => readNode(await sessions.get(signal), given, signal),
    'segmentation.roots': async (given, signal) => readRoots(await sessions.get(signal), given, signal),
    'segmentation.lineage': async (given, signal) =>
      readRootLineage(await sessions.get(signal), given, signal),
    'versions.list': async (_, signal) => listVersions(await sessions.get(signal), counts),
    'versions.page': async (given, signal) => readVersionPage(await sessions.get(signal), given),
    'versions.diff': async (given, signal) =>
      readDiff(await sessions.get(signal), differences, given, signal),
    tableDeletion: async (given, signal) => tableDeletion(await sessions.get(signal), given),
    'versions.delete': async (given, signal) => deleteVersions(await sessions.get(signal), given, signal),
    close: async () => {
      await Promise.all([changes.close(), sessions.close()])
    },
  }
}
