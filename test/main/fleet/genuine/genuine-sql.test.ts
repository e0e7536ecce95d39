import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import type { Fleet } from '../../../../src/main/fleet/fleet'
import { databases } from '../../../../src/main/fleet/genuine/databases'
import { datastack } from '../../../../src/main/fleet/genuine/datastack'
import { info } from '../../../../src/main/fleet/genuine/info'
import { postgres } from '../../../../src/main/fleet/genuine/postgres'
import { openWorker } from '../../../../src/main/fleet/genuine/worker'
import type { Report, Step } from '../../../../src/main/orchestrator/step'
import { fakeFleet } from '../fake-fleet'
import { stagePostgres, type StagedPostgres } from '../staged-postgres'
import { FakeEngine } from './fake-engine'
import { noSupply } from './fake-supply'

/** The steps' SQL against a real PostgreSQL. It has no PostGIS, so what PostGIS does is not seen here. */
let staged: StagedPostgres
let engine = new FakeEngine()
beforeAll(async () => {
  staged = await stagePostgres()
})
afterAll(() => staged.stop())
beforeEach(() => {
  engine = new FakeEngine()
})

const root = path.resolve(import.meta.dirname, '../../../..')
const signal = new AbortController().signal
const report: Report = { detail: () => undefined, progress: () => undefined, log: () => undefined }
const parts = () => ({
  supply: noSupply,
  project: engine,
  folder: root,
  dashboard: '',
  worker: openWorker(engine),
  sessionsOf: () => staged.services,
})
const fleet = (port: number): Fleet =>
  fakeFleet({
    kind: 'genuine',
    address: `http://127.0.0.1:${port}`,
    connection: async () => staged.connection,
  })
const act = (step: Step<Fleet>, port = 18200) => step.act(fleet(port), report, signal)
const probe = (step: Step<Fleet>, port = 18200) => step.probe(fleet(port), signal)

const registered = z.object({
  id: z.number(),
  name: z.string(),
  local_server: z.string(),
  viewer_resolution_z: z.number().nullable(),
})
const datastacks = () =>
  staged.services.with('datasets', signal, (session) =>
    session.rows(registered, 'select id, name, local_server, viewer_resolution_z from datastack order by id'),
  )

it('PostgreSQL is seen to answer, and to be gone when the fleet is down', async () => {
  expect(await probe(postgres(parts()))).toMatchObject({ holds: true })
  const down = { ...fleet(18200), connection: async () => null }
  expect(await postgres(parts()).probe(down, signal)).toMatchObject({ holds: false })
})

it('the datastack is registered once, under id 1, and moves with the port', async () => {
  const step = datastack(parts())
  expect(await probe(step)).toEqual({ holds: false, detail: 'fake_datastack is not registered.' })
  await act(step)
  await act(step)
  expect(await probe(step)).toMatchObject({ holds: true })
  expect(await probe(step, 18201)).toEqual({
    holds: false,
    detail: 'fake_datastack is registered for http://127.0.0.1:18200.',
  })
  await act(step, 18201)
  expect(await datastacks()).toEqual([
    { id: 1, name: 'fake_datastack', local_server: 'http://127.0.0.1:18201', viewer_resolution_z: 40 },
  ])
})

it('the next datastack of an instructor meets no id that is taken', async () => {
  await act(datastack(parts()))
  await staged.services.with('datasets', signal, (session) =>
    session.run("insert into datastack (name, local_server) values ('second', 'http://127.0.0.1:18200')"),
  )
  expect((await datastacks()).map(({ name }) => name)).toContain('second')
})

it('databases that are missing are made; without PostGIS that is told by name', async () => {
  await staged.services.with('postgres', signal, (session) => session.run('drop database materialize'))
  const step = databases(parts())
  expect(await probe(step)).toEqual({ holds: false, detail: 'Not there: materialize.' })
  await expect(act(step)).rejects.toMatchObject({ info: { why: expect.stringContaining('postgis') } })
  expect(await probe(step)).toEqual({
    holds: false,
    detail: 'Without PostGIS: datasets, annotation, materialize, staging.',
  })
})

it('a database remembers by which image it was migrated, whatever the image is called', async () => {
  engine.running.add('info')
  const quoted = { ...parts(), project: Object.assign(engine, { images: { info: "registry/o'brien:v1" } }) }
  const step = info(quoted)
  expect(await probe(step)).toEqual({ holds: false, detail: 'Its database is not migrated.' })
  const stop = new AbortController()
  // No gateway answers here: the action migrates, and then waits until it is stopped.
  engine.onExec = async () => void setTimeout(() => stop.abort(), 300)
  await expect(step.act(fleet(9), report, stop.signal)).rejects.toThrow(/abort/i)
  expect(await probe(step, 9)).toEqual({ holds: false, detail: '/info/health does not answer yet.' })
})
