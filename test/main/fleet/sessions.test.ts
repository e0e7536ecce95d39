import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { identifier, inTransaction, literal, sessionsOf } from '../../../src/main/fleet/sessions'
import { stagePostgres, type StagedPostgres } from './staged-postgres'

let postgres: StagedPostgres
const never = new AbortController().signal

beforeAll(async () => {
  postgres = await stagePostgres()
})
afterAll(() => postgres.stop())

const backends = () =>
  postgres.services.with('postgres', never, (admin) =>
    admin.rows(z.object({}), "select from pg_stat_activity where datname = 'fake_volume'"),
  )

const sleeping = () =>
  postgres.services.with('postgres', never, (admin) =>
    admin.rows(
      z.object({}),
      "select from pg_stat_activity where datname = 'fake_volume' and state = 'active' and query like '%sleep%'",
    ),
  )

test('a session leaves no connection behind, whether its work succeeds or fails', async () => {
  await postgres.services.with('fake_volume', never, (session) => session.run('select 1'))
  const failing = postgres.services.with('fake_volume', never, () => Promise.reject(new Error('own')))
  await expect(failing).rejects.toThrow('own')
  await expect.poll(backends).toEqual([])
})

test('what PostgreSQL refuses is told with its words and the database', async () => {
  const refused = postgres.services.with('fake_volume', never, (session) =>
    session.run('select * from nowhere'),
  )
  await expect(refused).rejects.toMatchObject({
    info: {
      code: 'DATABASE_FAILED',
      what: expect.stringContaining('fake_volume'),
      why: expect.stringContaining('nowhere'),
    },
  })
  const missing = postgres.services.with('not_there', never, (session) => session.run('select 1'))
  await expect(missing).rejects.toMatchObject({
    info: { why: expect.stringContaining('"not_there" does not exist') },
  })
})

test('rows of another shape are a defect of ours, not of the database', async () => {
  const rows = postgres.services.with('postgres', never, (session) =>
    session.rows(z.object({ name: z.string() }), 'select 1 as other'),
  )
  await expect(rows).rejects.toMatchObject({ name: 'ZodError' })
})

test('a full disk is named as one', async () => {
  const full = postgres.services.with('postgres', never, (session) =>
    session.run(
      `do $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`,
    ),
  )
  await expect(full).rejects.toMatchObject({
    info: { code: 'DISK_FULL', fix: expect.stringContaining('Free some space') },
  })
})

test('a server that does not run is told at once', async () => {
  const nowhere = sessionsOf({
    ...postgres.connection,
    postgres: { ...postgres.connection.postgres, port: 9 },
  })
  await expect(nowhere.with('postgres', never, (session) => session.run('select 1'))).rejects.toMatchObject({
    info: { code: 'DATABASE_FAILED', why: expect.stringContaining('ECONNREFUSED') },
  })
})

test('a cancel ends the wait for a statement that is under way', async () => {
  const stop = new AbortController()
  const end = postgres.services.with('fake_volume', stop.signal, (session) =>
    session.run('select pg_sleep(600)'),
  )
  await expect.poll(sleeping).toHaveLength(1)
  stop.abort()
  await expect(end).rejects.toMatchObject({ name: 'AbortError' })
})

test('a connection that is cut from outside fails the next statement and nothing else', async () => {
  const end = postgres.services.with('fake_volume', never, async (session) => {
    await postgres.services.with('postgres', never, (admin) =>
      admin.run("select pg_terminate_backend(pid, 2000) from pg_stat_activity where datname = 'fake_volume'"),
    )
    await session.run('select 1')
  })
  await expect(end).rejects.toMatchObject({ info: { code: 'DATABASE_FAILED' } })
})

test('a transaction that fails changes nothing, and its first error is the one that is told', async () => {
  await postgres.services.with('fake_volume', never, async (session) => {
    await session.run('create table kept (value int)')
    const work = inTransaction(session, async () => {
      await session.run('insert into kept values (1)')
      await session.run('insert into nowhere values (1)')
    })
    await expect(work).rejects.toMatchObject({ info: { why: expect.stringContaining('nowhere') } })
    expect(await session.rows(z.object({ value: z.number() }), 'select value from kept')).toEqual([])
    await inTransaction(session, () => session.run('insert into kept values (2)'))
    expect(await session.rows(z.object({ value: z.number() }), 'select value from kept')).toEqual([
      { value: 2 },
    ])
  })
})

test.each(["it's", 'a"b', 'back\\slash', '; drop table kept; --', 'Zelle ß 細胞'])(
  'the name and the text %s stay what they are',
  async (text) => {
    await postgres.services.with('postgres', never, async (session) => {
      const sql = `select ${literal(text)} as ${identifier(text)}`
      expect(await session.rows(z.record(z.string(), z.string()), sql)).toEqual([{ [text]: text }])
    })
  },
)

test('who cancels while it connects is answered, at whatever moment, and waits for nothing', async () => {
  for (let round = 0; round < 40; round += 1) {
    const stop = new AbortController()
    const asked = postgres.services
      .with('postgres', stop.signal, () => Promise.resolve('done'))
      .catch((error: unknown) => error)
    void setTimeout(round % 10).then(() => stop.abort())
    const answer = await Promise.race([asked, setTimeout(5_000, 'nothing came')])
    expect(answer === 'done' || answer instanceof DOMException).toBe(true)
  }
  await expect.poll(backends).toEqual([])
})
