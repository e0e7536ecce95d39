import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openHome, type Home } from '../../../src/main/home/home'
import { openNewerVersion } from '../../../src/main/releases/newer-version'
import { temporaryFolder } from '../../support/temporary-folder'

const never = new AbortController().signal
const hour = 60 * 60 * 1000
const page = 'https://github.com/someone/panel/releases'

let home: Home
let remove: () => Promise<void>
let asked: IncomingMessage[]
let answer: (response: ServerResponse) => void
let end: () => Promise<void>
let api: string
let now: number

const publishes =
  (tag: string, more: object = {}) =>
  (response: ServerResponse): void => {
    response.end(JSON.stringify({ tag_name: tag, draft: false, prerelease: false, ...more }))
  }

beforeEach(async () => {
  const place = await temporaryFolder('newer')
  ;({ remove } = place)
  home = await openHome({ folder: place.folder, warn: () => undefined })
  asked = []
  answer = publishes('v0.2.0')
  now = Date.parse('2026-11-27T08:00:00Z')
  const server = createServer((request, response) => {
    asked.push(request)
    answer(response)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()))
  const address = server.address()
  api = `http://127.0.0.1:${typeof address === 'object' && address !== null ? String(address.port) : ''}/latest`
  end = () =>
    new Promise((ended) => {
      server.closeAllConnections()
      server.close(() => ended())
    })
})
afterEach(async () => {
  await end()
  await remove()
})

/** As a start of the program does. */
const look = (version = '0.1.0') =>
  openNewerVersion({ home: () => home, version, repository: { api, page }, now: () => now })(never)

describe('a newer version', () => {
  it('is told with its page, by the tag’s number', async () => {
    expect(await look()).toEqual({ version: '0.2.0', page: `${page}/tag/v0.2.0` })
  })

  it.each([
    ['0.2.0', false],
    ['0.3.0', false],
    ['0.2.0-rc.1', true],
    ['0.1.99', true],
    ['0.1.10', true],
  ])('is none for %s: newer is %s', async (version, newer) => {
    expect((await look(version)) !== null).toBe(newer)
  })

  it('is compared by number, not by letter', async () => {
    answer = publishes('v0.10.0')
    expect(await look('0.9.0')).toMatchObject({ version: '0.10.0' })
  })

  it('is looked for at most once a day, over starts, and remembered meanwhile', async () => {
    await look()
    now += 23 * hour
    answer = publishes('v0.3.0')
    expect(await look()).toMatchObject({ version: '0.2.0' })
    expect(asked).toHaveLength(1)
    now += 2 * hour
    expect(await look()).toMatchObject({ version: '0.3.0' })
    expect(asked).toHaveLength(2)
  })

  it('is looked for once however many ask at once', async () => {
    const newer = openNewerVersion({ home: () => home, version: '0.1.0', repository: { api, page } })
    await Promise.all([newer(never), newer(never), newer(never)])
    expect(asked).toHaveLength(1)
  })

  it('is looked for again after the clock was set back', async () => {
    await look()
    now -= 72 * hour
    await look()
    expect(asked).toHaveLength(2)
  })

  it('costs a question that tells nothing of who asks, nor of what they have', async () => {
    await look()
    const [request] = asked
    expect(request?.method).toBe('GET')
    expect(request?.url).toBe('/latest')
    expect(request?.headers['user-agent']).toBe('RealCAVE')
    expect(
      Object.keys(request?.headers ?? {}).filter((name) => /cookie|authori|referer|origin/.test(name)),
    ).toEqual([])
    expect(JSON.stringify(request?.headers)).not.toContain('0.1.0')
    const kept = await readFile(home.path('newer-version.json'), 'utf8')
    expect(JSON.parse(kept)).toEqual({ at: now, api, tag: 'v0.2.0' })
  })

  it('is none, in silence, when nobody answers; that counts as the day’s look', async () => {
    await end()
    expect(await look()).toBeNull()
    expect(JSON.parse(await readFile(home.path('newer-version.json'), 'utf8'))).toMatchObject({ at: now })
  })

  it.each([
    ['a draft', publishes('v9.0.0', { draft: true })],
    ['a version to try', publishes('v9.0.0', { prerelease: true })],
    ['no number', publishes('nightly')],
    ['a refusal', (response: ServerResponse) => response.writeHead(403).end('{"tag_name":"v9.0.0"}')],
    ['no JSON', (response: ServerResponse) => response.end('<html>')],
    [
      'another address',
      (response: ServerResponse) => response.writeHead(302, { location: '/elsewhere' }).end(),
    ],
    ['more than anybody would read', (response: ServerResponse) => response.end('x'.repeat(3_000_000))],
  ])('is none where the answer is %s', async (_what, told) => {
    answer = told
    expect(await look()).toBeNull()
    expect(asked).toHaveLength(1)
  })

  it('stays known when a later look finds nobody', async () => {
    await look()
    now += 25 * hour
    answer = (response) => response.destroy()
    expect(await look()).toMatchObject({ version: '0.2.0' })
  })
})
