import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDatabases, registerDatastack } from '../../../../src/main/practice/layout'
import { openPractice, type Practice } from '../../../../src/main/practice/practice'
import { freePort } from '../../../support/free-port'
import { builtDashboard, resources, type PracticeForTest } from '../../../support/practice'
import { temporaryFolder } from '../../../support/temporary-folder'
import { at, Cave } from '../cave'

const never = new AbortController().signal

let home: Awaited<ReturnType<typeof temporaryFolder>>
let practice: Practice | undefined
beforeEach(async () => {
  home = await temporaryFolder('interrupted')
})
afterEach(async () => {
  await practice?.stop()
  await home.remove()
})

const open = async (): Promise<PracticeForTest> => {
  const port = await freePort()
  practice = await openPractice({
    homeFolder: home.folder,
    port,
    resources,
    dashboard: builtDashboard,
  })
  const { postgres } = practice
  await createDatabases(postgres, never)
  await registerDatastack(postgres, port, never)
  return {
    homeFolder: home.folder,
    port,
    address: `http://127.0.0.1:${String(port)}`,
    datastack: 'fake_datastack',
    alignedVolume: 'fake_volume',
    postgres,
    practice,
    stop: () => Promise.resolve(),
  }
}

test('a fleet that stops in the middle of a run goes on with the next number when it is back', async () => {
  const first = await open()
  const cave = new Cave(first)
  await cave.createTable('t')
  const many = Array.from({ length: 5000 }, (_, index) => ({
    pt: at(512 + (index % 512)),
    tag: String(index),
  }))
  await cave.post('t', many)
  await cave.run()
  await expect.poll(async () => (await cave.versions()).length, { interval: 5 }).toBe(1)
  await first.practice.stop()

  const again = new Cave(await open())
  const left = await again.versions()
  expect(left).toHaveLength(1)
  const made = await again.materialize()
  expect(made).toMatchObject({ version: 2, status: 'AVAILABLE' })
  expect(await again.query(2, 't')).toHaveProperty('numRows', 5000)
})
