import { createServer } from 'node:http'
import { resolve } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { Container } from '../../../../src/main/engine/engine'
import { forgetMet, isSettled, settleAndNote, settled } from '../../../../src/main/fleet/genuine/settled'
import { openWorker } from '../../../../src/main/fleet/genuine/worker'
import { fakeFleet } from '../fake-fleet'
import { addVersion, stagePostgres, type StagedPostgres } from '../staged-postgres'
import { FakeEngine } from './fake-engine'
import { noSupply } from './fake-supply'

/** Against a real PostgreSQL: what the services have met is written down in its catalogue. */
let staged: StagedPostgres
beforeAll(async () => {
  staged = await stagePostgres()
})
afterAll(() => staged.stop())

const never = new AbortController().signal
const early = '2026-11-23T10:00:00.000Z'
const late = '2026-11-23T11:00:00.000Z'

class Engine extends FakeEngine {
  readonly starts: Record<string, string> = { postgres: early, annotation: early, mat: early }
  override async containers(): Promise<readonly Container[]> {
    const all = await super.containers()
    return all.map((each) => ({ ...each, startedAt: this.starts[each.service] ?? early }))
  }
}

let engine = new Engine()
let asked = 0
beforeEach(() => {
  engine = new Engine()
  asked = 0
  for (const service of ['postgres', 'annotation', 'mat']) engine.running.add(service)
})

/** Services that answer everything well; their logs do not tell who did. */
const stage = async () => {
  const server = createServer((_request, response) => {
    asked += 1
    response.end('[]')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const at = server.address()
  const fleet = fakeFleet({
    kind: 'genuine',
    address: `http://127.0.0.1:${String(typeof at === 'object' ? at?.port : 0)}`,
    connection: async () => (engine.running.has('postgres') ? staged.connection : null),
    settle: (signal, extent = 'everything') => settleAndNote(parts, fleet, extent, signal),
  })
  const parts = {
    supply: noSupply,
    project: engine,
    folder: resolve(import.meta.dirname, '../../../..'),
    dashboard: '',
    worker: openWorker(engine),
    sessionsOf: () => staged.services,
  }
  return {
    isSettled: () => isSettled(parts, fleet, never),
    settle: () => settleAndNote(parts, fleet, 'volume', never),
    unsettle: () => forgetMet(parts, fleet, never),
    step: {
      probe: () => settled(parts).probe(fleet, never),
      act: () =>
        settled(parts).act(
          fleet,
          { detail: () => undefined, progress: () => undefined, log: () => undefined },
          never,
        ),
    },
  }
}

test('a version that was made has cut the sessions, until the services were settled, whichever process does it', async () => {
  const first = await stage()
  expect(await first.isSettled()).toBe(true)
  await addVersion(staged, 1)
  expect(await first.isSettled()).toBe(false)
  expect(await first.step.probe()).toMatchObject({ holds: false, detail: expect.stringContaining('version') })
  await first.step.act()
  expect(asked).toBeGreaterThan(0)
  expect(await first.step.probe()).toMatchObject({ holds: true })
  const another = await stage()
  expect(await another.isSettled()).toBe(true)
  await addVersion(staged, 2)
  expect(await another.isSettled()).toBe(false)
  await another.settle()
  expect(await first.isSettled()).toBe(true)
})

test('a version that is removed, or failed before it had a database, cuts nobody', async () => {
  const { settle, isSettled: is } = await stage()
  await settle()
  await staged.services.with('postgres', never, (admin) => admin.run('drop database fake_datastack__mat2'))
  await addVersion(staged, 3, 'FAILED')
  expect(await is()).toBe(true)
})

test('PostgreSQL that began anew under services that run has cut them; under such that began later it has not', async () => {
  const { settle, isSettled: is, step } = await stage()
  await settle()
  engine.starts['postgres'] = late
  expect(await is()).toBe(false)
  expect(await step.probe()).toMatchObject({ detail: expect.stringContaining('PostgreSQL began anew') })
  await settle()
  expect(await is()).toBe(true)
  engine.starts['postgres'] = '2026-11-23T12:00:00.000Z'
  engine.starts['annotation'] = engine.starts['mat'] = '2026-11-23T12:30:00.000Z'
  expect(await is()).toBe(true)
})

test('where a service that keeps sessions does not run, or PostgreSQL, there is nothing to settle', async () => {
  const { isSettled: is } = await stage()
  await addVersion(staged, 4)
  expect(await is()).toBe(false)
  engine.running.delete('mat')
  expect(await is()).toBe(true)
  engine.running.add('mat')
  engine.running.delete('postgres')
  expect(await is()).toBe(true)
})

test('before the first version nothing is asked of the volume but by a step', async () => {
  const { isSettled: is, step } = await stage()
  await staged.services.with('postgres', never, async (admin) => {
    for (const version of [1, 4])
      await admin.run(`drop database if exists fake_datastack__mat${String(version)}`)
    await admin.run('comment on database annotation is null')
  })
  engine.starts['postgres'] = late
  expect(await is()).toBe(true)
  expect(await step.probe()).toMatchObject({ holds: false })
  await addVersion(staged, 5)
  expect(await is()).toBe(false)
})

test('what an earlier edition has written down says nothing: they are settled once more', async () => {
  const { settle, isSettled: is } = await stage()
  await settle()
  await staged.services.with('postgres', never, (admin) =>
    admin.run("comment on database annotation is 'Settled since PostgreSQL started at 2026'"),
  )
  expect(await is()).toBe(false)
})

test('a work that is about to cut sessions makes them count as cut, also for others and after its process is gone', async () => {
  const { settle, unsettle } = await stage()
  await settle()
  await unsettle()
  const another = await stage()
  expect(await another.isSettled()).toBe(false)
  expect(await another.step.probe()).toMatchObject({ holds: false })
  await another.settle()
  expect(await another.isSettled()).toBe(true)
})

test('without the database that says what was met there is nothing to forget', async () => {
  const { unsettle } = await stage()
  const rename = (from: string, to: string) =>
    staged.services.with('postgres', never, (admin) => admin.run(`alter database ${from} rename to ${to}`))
  await rename('annotation', 'elsewhere')
  await expect(unsettle()).resolves.toBeUndefined()
  await rename('elsewhere', 'annotation')
})
