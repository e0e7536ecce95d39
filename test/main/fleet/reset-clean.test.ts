import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { setBaseline, clearBaseline, makeOf, readBaseline } from '../../../src/main/fleet/baseline'
import { clearLeftovers, databases } from '../../../src/main/fleet/database-copies'
import { isLeftover, isLive } from '../../../src/main/fleet/database-names'
import { tableNames, versionRows } from '../../../src/main/fleet/fleet-content'
import { finishReset } from '../../../src/main/fleet/finish-reset'
import type { Fleet } from '../../../src/main/fleet/fleet'
import { makeGolden, type GoldenWork } from '../../../src/main/fleet/golden'
import { resetClean } from '../../../src/main/fleet/reset'
import { planReset } from '../../../src/main/fleet/reset-plan'
import { readNote } from '../../../src/main/fleet/reset-note'
import type { Sessions } from '../../../src/main/fleet/sessions'
import { resetFinished } from '../../../src/main/fleet/steps/reset-finished'
import { dyingSessions } from './dying-sessions'
import type { Step } from '../../../src/main/orchestrator/step'
import { fakeFleet } from './fake-fleet'
import { addTable, addVersion, stagePostgres, type StagedPostgres } from './staged-postgres'

let postgres: StagedPostgres
const signal = new AbortController().signal
const fleet = fakeFleet()
const quiet = () => undefined

const workWith = (sessions: Sessions): GoldenWork => ({ sessions, connection: postgres.connection, signal })
const work = (): GoldenWork => workWith(postgres.sessions)

/** A fleet that tells what was done with its services. */
const noting = (did: string[], parts: Partial<Fleet> = {}): Fleet =>
  fakeFleet({
    clearQueues: async () => void did.push('clear queues'),
    settle: async () => void did.push('settle'),
    ...parts,
  })

interface State {
  readonly tables: readonly string[]
  readonly versions: readonly number[]
  readonly databases: readonly string[]
}

/** What clients could see now. */
const state = (): Promise<State> =>
  postgres.services.with('fake_volume', signal, async (live) => ({
    tables: await tableNames(live),
    versions: (await versionRows(live, 'fake_datastack')).map((row) => row.version),
    databases: (await databases(live))
      .map((each) => each.name)
      .filter((name) => isLive(postgres.connection, name)),
  }))

const first: State = {
  tables: ['my_cave_table'],
  versions: [1],
  databases: ['fake_datastack__mat1', 'fake_volume'],
}
const worked: State = {
  tables: ['my_cave_table', 'my_own_table'],
  versions: [1, 2],
  databases: ['fake_datastack__mat1', 'fake_datastack__mat2', 'fake_volume'],
}

const doSomeWork = async (): Promise<void> => {
  await postgres.services.with('fake_volume', signal, (live) =>
    addTable(live, 'my_own_table', ['mine', 'too']),
  )
  await addVersion(postgres, 2)
}

beforeAll(async () => {
  postgres = await stagePostgres()
  await postgres.services.with('fake_volume', signal, (live) =>
    addTable(live, 'my_cave_table', ['cell A', 'cell B']),
  )
  await addVersion(postgres, 1)
  await makeGolden(work(), 'first', makeOf(fleet))
})

afterAll(() => postgres.stop())

test('without any work a clean reset changes nothing', async () => {
  expect(await resetClean(fleet, work(), quiet)).toEqual([1])
  expect(await state()).toEqual(first)
})

test('the plan names the own tables with their rows, and the versions that go', async () => {
  await doSomeWork()
  const plan = await planReset(fleet, work(), true)
  expect(plan.tables).toEqual([
    { name: 'my_cave_table', rows: 2, fate: 'restored' },
    { name: 'my_own_table', rows: 2, fate: 'removed' },
  ])
  expect(plan.versions).toEqual([2])
  expect(await state()).toEqual(worked)
})

test('killed between any two statements, a clean reset leaves the old state or the new one, and the next one succeeds', async () => {
  const seen = new Set<string>()
  const notes = new Set<string>()
  for (let statements = 0; ; statements += 1) {
    if ((await state()).versions.length === 1) await doSomeWork()
    const dying = dyingSessions(postgres.sessions, statements)
    const end = resetClean(fleet, workWith(dying.sessions), quiet)
    if (
      await end.then(
        () => true,
        () => false,
      )
    )
      break
    expect(dying.died()).toBe(true)
    await clearLeftovers(postgres.sessions, postgres.connection, signal)
    const after = await state()
    expect([worked, first]).toContainEqual(after)
    seen.add(after.tables.length === 1 ? 'new' : 'old')
    const left = await postgres.services.with('postgres', signal, databases)
    expect(left.filter((each) => isLeftover(each.name))).toEqual([])
    // Killed after the commit: what is left to do is known, until it is done.
    const note = await readNote(work())
    const did: string[] = []
    await finishReset(noting(did), work(), quiet)
    notes.add(`${after.tables.length === 1 ? 'new' : 'old'}, ${note?.reset ?? 'no'} note, ${did.join()}`)
    expect(await readNote(work())).toBeNull()
  }
  expect(notes).toContain('old, no note, ')
  expect(notes).toContain('new, clean note, clear queues,settle')
  expect(notes).not.toContain('old, clean note, clear queues,settle')
  expect(seen).toEqual(new Set(['old', 'new']))
  expect(await state()).toEqual(first)
  // Some forty resets, each of which makes and drops databases.
}, 180_000)

test('once the databases are exchanged all else is tried, what failed is told, and the next up does it', async () => {
  await doSomeWork()
  const did: string[] = []
  const step = (id: string, what: string): Step<Fleet> => ({
    id,
    title: id,
    needs: [],
    limit: { milliseconds: 5000, reason: 'it is quick' },
    probe: async () => ({ holds: false, detail: 'It does not run.' }),
    act: async () => {
      did.push(id)
      throw new Error('it ended')
    },
    explain: (error) => ({ code: 'STEP_FAILED', what, why: String(error), fix: 'Look.' }),
  })
  const broken = noting(did, {
    steps: [
      step('graph', 'The graph was not built.'),
      { ...step('first-version', ''), needs: ['materialization'] },
      step('materialization', 'MaterializationEngine did not start.'),
    ],
    clearQueues: async () => {
      did.push('clear queues')
      // As a workflow does that goes on during the exchange.
      await postgres.services.with('postgres', signal, (admin) =>
        admin.run('create database fake_datastack__mat2'),
      )
      throw new Error('Redis has stopped')
    },
  })
  await expect(resetClean(broken, work(), quiet)).rejects.toMatchObject({
    info: {
      what: expect.stringContaining('back to the baseline'),
      why: expect.stringMatching(/Redis has stopped.*graph was not built.*MaterializationEngine did not/),
      fix: expect.stringContaining('"up"'),
    },
  })
  expect(did).toEqual(['graph', 'clear queues', 'materialization', 'settle'])
  expect(await state()).toEqual(first)

  const again: string[] = []
  const mended = noting(again, { connection: async () => postgres.connection })
  const finished = resetFinished([])
  expect(await finished.probe(mended, signal)).toMatchObject({ holds: false })
  const told: string[] = []
  const report = { detail: (text: string) => void told.push(text), progress: quiet, log: quiet }
  await finished.act(mended, report, signal)
  expect(again).toEqual(['clear queues', 'settle'])
  expect(await finished.probe(mended, signal)).toMatchObject({ holds: true })
})

test('a reset that fails by itself opens the live databases again', async () => {
  await doSomeWork()
  const failing: Sessions = {
    with: (database, signal, task) =>
      postgres.sessions.with(database, signal, (session) =>
        task({
          ...session,
          run: (sql, values) =>
            sql.includes('rename to') ? Promise.reject(new Error('no')) : session.run(sql, values),
        }),
      ),
  }
  await expect(resetClean(fleet, workWith(failing), quiet)).rejects.toThrow('no')
  expect(await state()).toEqual(worked)
  await resetClean(fleet, work(), quiet)
})

test('a cancelled reset leaves the old state, open', async () => {
  await doSomeWork()
  const stop = new AbortController()
  const cancelling: Sessions = {
    with: (database, signal, task) =>
      postgres.sessions.with(database, signal, (session) =>
        task({
          ...session,
          run: (sql, values) => {
            if (sql.includes('realcave.shut')) stop.abort()
            return session.run(sql, values)
          },
        }),
      ),
  }
  const end = resetClean(fleet, { ...workWith(cancelling), signal: stop.signal }, quiet)
  await expect(end).rejects.toThrow('aborted')
  expect(await state()).toEqual(worked)
  await resetClean(fleet, work(), quiet)
})

test('a declared baseline is what a clean reset returns to, until it is cleared', async () => {
  await doSomeWork()
  const declared = await setBaseline(fleet, work())
  expect(declared).toMatchObject({ origin: 'declared', tables: worked.tables, versions: [1, 2] })
  await addVersion(postgres, 3)
  expect(await resetClean(fleet, work(), quiet)).toEqual([1, 2])
  expect(await state()).toEqual(worked)
  expect(await readBaseline(work())).toEqual(declared)
  await clearBaseline(work())
  expect(await readBaseline(work())).toMatchObject({ origin: 'first', versions: [1] })
  await resetClean(fleet, work(), quiet)
  expect(await state()).toEqual(first)
})

test('killed while a baseline is declared, the baseline of before stays', async () => {
  await doSomeWork()
  for (let statements = 0; ; statements += 4) {
    const dying = dyingSessions(postgres.sessions, statements)
    const end = setBaseline(fleet, workWith(dying.sessions))
    if (
      await end.then(
        () => true,
        () => false,
      )
    )
      break
    await clearLeftovers(postgres.sessions, postgres.connection, signal)
    expect(await state()).toEqual(worked)
    const origin = (await readBaseline(work()))?.origin
    expect(['first', 'declared']).toContain(origin)
    if (origin === 'declared') await clearBaseline(work())
  }
  expect((await readBaseline(work()))?.versions).toEqual([1, 2])
  await clearBaseline(work())
}, 60_000)

test('a version that never finished is not part of a baseline: its number is free again', async () => {
  await addVersion(postgres, 3, 'RUNNING')
  const declared = await setBaseline(fleet, work())
  expect(declared.versions).toEqual([1, 2])
  await resetClean(fleet, work(), quiet)
  expect((await state()).versions).toEqual([1, 2])
  await clearBaseline(work())
  await resetClean(fleet, work(), quiet)
})

test('golden copies of other images are refused before anybody is asked, and nothing is touched; the way on keeps the data', async () => {
  await doSomeWork()
  const updated = fakeFleet({ layoutImages: { mat: 'materializationengine:v5.26.4' } })
  const refused = {
    info: {
      code: 'STEP_FAILED',
      why: expect.stringContaining('mat: none, now materializationengine:v5.26.4'),
      fix: expect.stringContaining('"baseline set"'),
    },
  }
  await expect(planReset(updated, work(), true)).rejects.toMatchObject(refused)
  await expect(resetClean(updated, work(), quiet)).rejects.toMatchObject(refused)
  expect(await state()).toEqual(worked)
  // As the fix says: what is there now is what a clean reset goes back to.
  await setBaseline(updated, work())
  expect((await planReset(updated, work(), true)).result).toContain('my_own_table')
  expect(await resetClean(updated, work(), quiet)).toEqual([1, 2])
  expect(await state()).toEqual(worked)
  await clearBaseline(work())
})

test('what a manifest of an earlier build says of other services does not matter', async () => {
  const earlier = {
    ...makeOf(fakeFleet({ layoutImages: { mat: 'materializationengine:v5.26.4' } })),
    port: 8080,
  }
  await makeGolden(work(), 'declared', { ...earlier, images: { ...earlier.images, gateway: 'nginx:1.27' } })
  const updated = fakeFleet({ layoutImages: { mat: 'materializationengine:v5.26.4' } })
  expect((await planReset(updated, work(), true)).clean).toBe(true)
  await clearBaseline(work())
})

test('without golden copies a clean reset says how to get them', async () => {
  const comment = await postgres.services.with('postgres', signal, async (admin) => {
    const [kept] = await admin.rows(
      z.object({ text: z.string() }),
      `select shobj_description(oid, 'pg_database') as text from pg_database where datname = 'golden_first__fake_volume'`,
    )
    await admin.run('comment on database golden_first__fake_volume is null')
    return kept?.text ?? ''
  })
  const end = resetClean(fleet, work(), quiet)
  await expect(end).rejects.toMatchObject({
    info: { code: 'NOT_FOUND', fix: expect.stringContaining('"up"') },
  })
  await expect(planReset(fleet, work(), true)).rejects.toMatchObject({ info: { code: 'NOT_FOUND' } })
  expect(comment).toContain('"port":18230')
})
