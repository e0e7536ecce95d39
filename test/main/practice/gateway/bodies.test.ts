import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPracticeForTest, type PracticeForTest } from '../../../support/practice'
import { at, Cave } from '../cave'

let fleet: PracticeForTest
let cave: Cave
beforeAll(async () => {
  fleet = await startPracticeForTest()
  cave = new Cave(fleet)
  await cave.createTable('t')
})
afterAll(() => fleet.stop())

/** Sends parts without a Content-Length, as a streaming client does; the status of the answer. */
const stream = (method: string, path: string, parts: readonly string[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const call = request(`${fleet.address}${path}`, { method }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? 0))
    })
    call.on('error', reject)
    for (const part of parts) call.write(part)
    call.end()
  })

test('a body that comes in chunks is read like any other', async () => {
  const body = JSON.stringify({ annotations: [{ pt: at(600), tag: 'in chunks' }] })
  const status = await stream('POST', `${cave.volume}/table/t/annotations`, [
    body.slice(0, 10),
    body.slice(10),
  ])
  expect(status).toBe(200)
  expect(await cave.rows('t', [1])).toMatchObject([{ tag: 'in chunks' }])
})

test('a request that changes something needs no body', async () => {
  await cave.createTable('gone')
  const answer = await fetch(`${fleet.address}${cave.volume}/table/gone`, { method: 'DELETE' })
  expect([answer.status, await answer.json()]).toEqual([200, true])
})

test('a body announced as larger than 100 MB is refused before it is read', async () => {
  const status = await new Promise((resolve, reject) => {
    const call = request(
      `${fleet.address}${cave.volume}/table/t/annotations`,
      { method: 'POST', headers: { 'Content-Length': String(100 * 1024 * 1024 + 1) } },
      (answer) => resolve(answer.statusCode),
    )
    call.on('error', reject)
    call.flushHeaders()
  })
  expect(status).toBe(413)
})
