import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { planReset } from '../../../src/main/fleet/reset-plan'
import { resetLiveTable } from '../../../src/main/fleet/reset-live-table'
import type { Session } from '../../../src/main/fleet/sessions'
import { dyingSessions } from './dying-sessions'
import { fakeFleet } from './fake-fleet'
import { addTable, stagePostgres, type StagedPostgres } from './staged-postgres'

let postgres: StagedPostgres
const signal = new AbortController().signal

const row = z.object({
  id: z.string(),
  tag: z.string(),
  valid: z.boolean(),
  deleted: z.date().nullable(),
  superceded_id: z.string().nullable(),
  pt_position: z.string(),
})

const rows = () =>
  postgres.services.with('fake_volume', signal, (live) =>
    live.rows(
      row,
      'select id, tag, valid, deleted, superceded_id, pt_position from my_cave_table order by id',
    ),
  )

const restore = (live: Session) => resetLiveTable(live, async () => undefined)

const clean = [
  {
    id: '1',
    tag: 'cell A',
    valid: true,
    deleted: null,
    superceded_id: null,
    pt_position: '01010000800000000000C0824000000000000059400000000000002440',
  },
  {
    id: '2',
    tag: 'cell B',
    valid: true,
    deleted: null,
    superceded_id: null,
    pt_position: '01010000800000000000208C4000000000000059400000000000002440',
  },
]

const run = (...statements: readonly string[]): Promise<void> =>
  postgres.services.with('fake_volume', signal, async (live) => {
    for (const statement of statements) await live.run(statement)
  })

const edit = () =>
  run(
    `insert into my_cave_table (created, valid, pt_position, tag)
     select now(), true, pt_position, 'my new label' from my_cave_table where id = 1`,
    `update my_cave_table set valid = false, deleted = now(), superceded_id = 3 where id = 1`,
    `delete from my_cave_table where id = 2`,
  )

beforeAll(async () => {
  postgres = await stagePostgres()
  await postgres.services.with('fake_volume', signal, (live) =>
    addTable(live, 'my_cave_table', ['cell A', 'cell B']),
  )
})
afterAll(() => postgres.stop())

test('after edits and deletions the table holds its two annotations with ids 1 and 2, and the next id is 3', async () => {
  await edit()
  await postgres.sessions.with('fake_volume', signal, restore)
  expect(await rows()).toEqual(clean)
  await run(`insert into my_cave_table (created, valid, tag, pt_position) values (now(), true, 'next', '')`)
  expect((await rows()).at(-1)?.id).toBe('3')
})

test('killed at any statement, the history is whole or the table is clean', async () => {
  await edit()
  const before = await rows()
  for (let statements = 0; ; statements += 1) {
    const dying = dyingSessions(postgres.sessions, statements)
    const end = dying.sessions.with('fake_volume', signal, restore)
    if (
      await end.then(
        () => true,
        () => false,
      )
    )
      break
    expect(await rows()).toEqual(before)
  }
  expect(await rows()).toEqual(clean)
})

test('a table of the own that refers to a later row stops it, naming the way on', async () => {
  await run(
    `insert into my_cave_table (created, valid, tag, pt_position) values (now(), true, 'third', '')`,
    `create table my_reference (target bigint references my_cave_table (id))`,
    `insert into my_reference select max(id) from my_cave_table`,
  )
  const before = await rows()
  await expect(postgres.sessions.with('fake_volume', signal, restore)).rejects.toMatchObject({
    info: { why: expect.stringContaining('my_reference'), fix: expect.stringContaining('reset --clean') },
  })
  expect(await rows()).toEqual(before)
  await run('drop table my_reference')
})

test('a reference to the two first annotations is kept', async () => {
  await run(
    `create table my_reference (target bigint references my_cave_table (id))`,
    `insert into my_reference values (1)`,
  )
  await postgres.sessions.with('fake_volume', signal, restore)
  expect(await rows()).toEqual(clean)
  await run('drop table my_reference')
})

test('a table that was deleted is back', async () => {
  await run(`update annotation_table_metadata set deleted = now(), valid = false`)
  await postgres.sessions.with('fake_volume', signal, restore)
  const plan = await planReset(
    fakeFleet(),
    { sessions: postgres.sessions, connection: postgres.connection, signal },
    false,
  )
  expect(plan).toMatchObject({
    clean: false,
    tables: [{ name: 'my_cave_table', rows: 2, fate: 'restored' }],
    versions: [],
  })
})

test('other tables are kept, and the plan says so', async () => {
  await postgres.services.with('fake_volume', signal, (live) => addTable(live, 'my_own_table', ['mine']))
  const plan = await planReset(
    fakeFleet(),
    { sessions: postgres.sessions, connection: postgres.connection, signal },
    false,
  )
  expect(plan.tables).toContainEqual({ name: 'my_own_table', rows: 1, fate: 'kept' })
})

test('without the table there is nothing to reset', async () => {
  await run(
    'drop table my_cave_table',
    `delete from annotation_table_metadata where table_name = 'my_cave_table'`,
  )
  await expect(postgres.sessions.with('fake_volume', signal, restore)).rejects.toMatchObject({
    info: { code: 'NOT_FOUND', fix: expect.stringContaining('"up"') },
  })
})
