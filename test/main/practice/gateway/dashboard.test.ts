import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { securityHeaders } from '../../../../src/main/pages/content-security-policy'
import { dashboardMark, fleetNote } from '../../../../src/shared/dashboard'
import { requestEntry } from '../../../../src/shared/domain/service'
import { startPracticeForTest, type PracticeForTest } from '../../../support/practice'
import { temporaryFolder } from '../../../support/temporary-folder'

let fleet: PracticeForTest
let place: Awaited<ReturnType<typeof temporaryFolder>>
let built: string

beforeAll(async () => {
  place = await temporaryFolder('dashboard')
  built = join(place.folder, 'built')
  fleet = await startPracticeForTest(built)
})
afterAll(async () => {
  await fleet.stop()
  await place.remove()
})

beforeEach(async () => {
  await rm(built, { recursive: true, force: true })
  await mkdir(join(built, 'assets'), { recursive: true })
  await writeFile(join(built, 'index.html'), '<!doctype html><title>the page</title>')
  await writeFile(join(built, 'assets', 'start-1.js'), 'start()')
  await writeFile(join(place.folder, 'secret.json'), '{}')
})

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${fleet.address}${path}`, { headers })

const requests = async () => {
  const answer = await fetch(`${fleet.address}/practice/requests?tail=50`, {
    headers: { Authorization: `Bearer ${fleet.practice.controlToken}` },
  })
  const lines = (await answer.text()).split('\n').filter((line) => line !== '')
  return z.array(requestEntry).parse(lines.map((line) => JSON.parse(line)))
}

test('the page is at /, with every header of a page', async () => {
  const answer = await ask('/')
  expect([answer.status, await answer.text()]).toEqual([200, '<!doctype html><title>the page</title>'])
  const sent = Object.fromEntries(answer.headers)
  for (const [name, value] of Object.entries(securityHeaders)) expect(sent[name.toLowerCase()]).toBe(value)
  expect(sent).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' })
})

test('its files are kept for ever, being named by their content', async () => {
  const answer = await ask('/dashboard/assets/start-1.js')
  expect([answer.status, await answer.text()]).toEqual([200, 'start()'])
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
})

test('the page learns that it is of the practice fleet', async () => {
  expect(fleetNote.parse(await (await ask('/dashboard/fleet.json')).json())).toEqual({ kind: 'practice' })
})

test('a page that is built anew is served at once', async () => {
  await ask('/')
  await writeFile(join(built, 'index.html'), 'anew')
  await writeFile(join(built, 'assets', 'start-2.js'), 'again()')
  expect(await (await ask('/')).text()).toBe('anew')
  expect(await (await ask('/dashboard/assets/start-2.js')).text()).toBe('again()')
})

test.each([
  '/dashboard/../secret.json',
  '/dashboard/..%2fsecret.json',
  '/dashboard/assets',
  '/dashboard/none.js',
])('%s leads to nothing', async (path) => {
  expect((await ask(path)).status).toBe(404)
})

test('where none was built, / answers as an nginx without a page', async () => {
  await rm(built, { recursive: true })
  const answer = await ask('/')
  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain('<center><h1>404 Not Found</h1></center>')
})

test('annotation and mat answer for their health outside of their prefixes, as through the genuine gateway', async () => {
  expect(await (await ask('/anno_health')).json()).toBe('healthy')
  expect(await (await ask('/mat_health')).json()).toEqual({ fake_volume: 0 })
  const [annotation, mat] = (await requests()).slice(-2)
  expect([annotation?.service, mat?.service]).toEqual(['annotation', 'mat'])
})

test('what the dashboard asks is told as its own, and its files are no requests of a client', async () => {
  await ask('/')
  await ask('/dashboard/assets/start-1.js')
  await ask('/schema/versions?mine', {
    [dashboardMark.header]: dashboardMark.value,
    'user-agent': 'Mozilla/5.0',
  })
  await ask('/schema/versions?theirs', { 'user-agent': 'Mozilla/5.0' })
  const told = (await requests()).slice(-2)
  expect(told.map(({ path, agent }) => [path, agent])).toEqual([
    ['/schema/versions?mine', 'RealCAVE-dashboard'],
    ['/schema/versions?theirs', 'Mozilla'],
  ])
})
