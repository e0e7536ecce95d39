import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import type { RunOutcome } from '../../../../src/main/orchestrator/run-steps'
import { fleetNote } from '../../../../src/shared/dashboard'
import { temporaryFolder } from '../../../support/temporary-folder'
import { fakeGenuine, type FakeGenuine } from './fake-genuine'

let dashboard: string
let fake: FakeGenuine

beforeEach(async () => {
  const { folder, remove } = await temporaryFolder('dashboard')
  onTestFinished(remove)
  dashboard = path.join(folder, 'dashboard')
  await mkdir(path.join(dashboard, 'assets'), { recursive: true })
  await writeFile(path.join(dashboard, 'index.html'), 'the page')
  await writeFile(path.join(dashboard, 'assets', 'start-1.js'), 'first')
  fake = await fakeGenuine(dashboard)
})

const told = ({ views }: RunOutcome) => views.find(({ id }) => id === 'served-files')
const up = async () => told(await fake.up())

it('the built dashboard goes behind the gateway with the watershed, and is told which fleet it is of', async () => {
  expect(await up()).toMatchObject({ state: 'done', already: false })
  expect(fake.engine.served.get('/dashboard/index.html')).toBe('the page')
  expect(fake.engine.served.get('/dashboard/assets/start-1.js')).toBe('first')
  expect(fleetNote.parse(JSON.parse(fake.engine.served.get('/dashboard/fleet.json') ?? ''))).toEqual({
    kind: 'genuine',
  })
  const watershed = path.resolve(import.meta.dirname, '../../../../cfg/watershed/fake_ws/info')
  expect(fake.engine.served.get('/ws/fake_ws/info')).toBe(await readFile(watershed, 'latin1'))
})

it('a second up only looks', async () => {
  await up()
  const before = fake.engine.journal.length
  expect(await up()).toMatchObject({ state: 'done', already: true })
  expect(fake.engine.journal.slice(before).filter((asked) => asked.includes('gateway'))).toEqual([])
})

it('an upgrade replaces it: what the older one alone had is gone', async () => {
  await up()
  const assets = path.join(dashboard, 'assets')
  await rename(path.join(assets, 'start-1.js'), path.join(assets, 'start-2.js'))
  expect(await up()).toMatchObject({ state: 'done', already: false })
  expect(fake.engine.served.has('/dashboard/assets/start-2.js')).toBe(true)
  expect(fake.engine.served.has('/dashboard/assets/start-1.js')).toBe(false)
  expect(fake.engine.served.has('/ws/fake_ws/info')).toBe(true)
  expect(await up()).toMatchObject({ already: true })
})

it('the same name with another content is another dashboard', async () => {
  await up()
  await writeFile(path.join(dashboard, 'index.html'), 'another page')
  expect(await up()).toMatchObject({ already: false })
  expect(fake.engine.served.get('/dashboard/index.html')).toBe('another page')
})

it('where none was built, the fleet comes up without', async () => {
  await rm(dashboard, { recursive: true })
  expect(await up()).toMatchObject({ state: 'done' })
  expect([...fake.engine.served.keys()].filter((name) => name.startsWith('/dashboard'))).toEqual([])
  expect(fake.engine.served.has('/ws/contents')).toBe(true)
})

it('older files that cannot be removed do not keep the new ones out, and are told', async () => {
  await up()
  await writeFile(path.join(dashboard, 'index.html'), 'another page')
  fake.engine.broken.set('exec gateway rm', 'Read-only file system')
  expect(await up()).toMatchObject({ state: 'done' })
  expect(fake.engine.served.get('/dashboard/index.html')).toBe('another page')
  const lines = fake.story.flatMap((views) => views.find(({ id }) => id === 'served-files')?.log ?? [])
  expect(lines.join('\n')).toContain('Files of an older dashboard stay')
})
