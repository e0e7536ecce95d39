import { afterAll, beforeAll, expect, test } from 'vitest'
import { tableNames, versionRows } from '../../../src/main/fleet/fleet-content'
import { repairWorker } from '../../../src/main/fleet/repair-worker'
import type { Session } from '../../../src/main/fleet/sessions'
import { refuseTablesInTheWay } from '../../../src/main/fleet/tables-in-the-way'
import { addTable, addVersion, stagePostgres, type StagedPostgres } from './staged-postgres'

const { signal } = new AbortController()

let postgres: StagedPostgres
beforeAll(async () => {
  postgres = await stagePostgres()
})
afterAll(() => postgres.stop())

const live = <T>(work: (session: Session) => Promise<T>): Promise<T> =>
  postgres.services.with(postgres.connection.alignedVolume, signal, work)
const kept = <T>(work: (session: Session) => Promise<T>): Promise<T> =>
  postgres.sessions.with(postgres.connection.alignedVolume, signal, work)

test('a table whose name is a word of SQL is named before a version is asked for, marked as deleted or not', async () => {
  await live((session) => addTable(session, 'values', ['a']))
  await kept(refuseTablesInTheWay)
  await live((session) => addTable(session, 'later', ['a']))
  await live((session) => session.run('alter table later rename to "select"'))
  await live((session) =>
    session.run(
      `update annotation_table_metadata set table_name = 'select', deleted = now() where table_name = 'later'`,
    ),
  )
  await expect(kept(refuseTablesInTheWay)).rejects.toMatchObject({
    info: {
      what: 'No version can be made while there is a table "select".',
      fix: expect.stringContaining('save its rows as CSV'),
    },
  })
})

test('a reset speaks of tables that are marked as deleted, too, and of none whose relation is gone', async () => {
  await live((session) => addTable(session, 'marked', ['a']))
  await live((session) => addTable(session, 'gone', ['a']))
  await live((session) =>
    session.run(`update annotation_table_metadata set deleted = now() where table_name = 'marked'`),
  )
  await live((session) => session.run('drop table gone cascade'))
  const names = await live(tableNames)
  expect(names).toContain('marked')
  expect(names).not.toContain('gone')
})

test('after a repair no version is left that is being made: but one that began meanwhile', async () => {
  await addVersion(postgres, 1)
  await addVersion(postgres, 2, 'RUNNING')
  const work = { connection: postgres.connection, sessions: postgres.sessions, signal }
  await repairWorker({ repairWorker: () => addVersion(postgres, 3, 'RUNNING') }, async () => work, signal)
  const rows = await live((session) => versionRows(session, 'fake_datastack'))
  expect(rows).toEqual([
    { version: 1, status: 'AVAILABLE' },
    { version: 2, status: 'FAILED' },
    { version: 3, status: 'RUNNING' },
  ])
})
