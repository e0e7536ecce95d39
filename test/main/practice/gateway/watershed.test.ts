import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPracticeForTest, type PracticeForTest } from '../../../support/practice'

const folder = resolve(import.meta.dirname, '../../../../cfg/watershed')
let fleet: PracticeForTest

beforeAll(async () => {
  fleet = await startPracticeForTest()
})
afterAll(() => fleet.stop())

test.each(['fake_ws/info', 'fake_ws/8_8_40/512-1024_0-512_0-64'])(
  '%s is served as it is stored',
  async (file) => {
    const answer = await fetch(`${fleet.address}/ws/${file}`)
    expect(answer.status).toBe(200)
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(await readFile(`${folder}/${file}`))
  },
)

test.each([
  '/ws/fake_ws/8_8_40/0-512_0-512_0-64',
  '/ws/',
  '/ws/%2e%2e/gateway.conf',
  '/ws/..%2f..%2fpackage.json',
])('%s is not there', async (path) => {
  expect((await fetch(`${fleet.address}${path}`)).status).toBe(404)
})
