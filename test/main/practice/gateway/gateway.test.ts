import { request, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPracticeForTest, type PracticeForTest } from '../../../support/practice'

let fleet: PracticeForTest

beforeAll(async () => {
  fleet = await startPracticeForTest()
})
afterAll(() => fleet.stop())

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** Node's own client: fetch does not let a test set Host, Origin or Sec-Fetch-Site. */
const ask = (
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
  body?: string,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: fleet.port, path, headers, method }, (answer) => {
      let text = ''
      answer.on('data', (chunk) => {
        text += String(chunk)
      })
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text })
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })

const raw = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(fleet.port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (chunk) => {
      answer += String(chunk)
      socket.end()
    })
    socket.on('close', () => {
      resolve(answer)
    })
    socket.on('error', reject)
  })

const path = '/info/api/v2/datastacks'
const own = (): string => `127.0.0.1:${String(fleet.port)}`

test('answers on its own names', async () => {
  expect((await ask(path, { Host: own() })).status).toBe(200)
  expect((await ask(path, { Host: `localhost:${String(fleet.port)}` })).status).toBe(200)
})

test.each(['evil.example', '127.0.0.1', '127.0.0.1:1', '127.0.0.1.evil.example:80', '[::1]:80'])(
  'refuses the Host %s',
  async (Host) => {
    const { status, text } = await ask(path, { Host })
    expect(status).toBe(403)
    expect(text).toContain('Host')
  },
)

test('refuses pages of other origins, and takes its own', async () => {
  for (const Origin of ['http://evil.example', 'null', `https://${own()}`, 'http://127.0.0.1:1'])
    expect((await ask(path, { Origin })).status).toBe(403)
  expect((await ask(path, { Origin: `http://${own()}` })).status).toBe(200)
})

test('refuses cross-site requests of any method, and same-site ones that may change something', async () => {
  for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS'])
    expect((await ask(path, { 'Sec-Fetch-Site': 'cross-site' }, method)).status).toBe(403)
  expect((await ask('/', { 'Sec-Fetch-Site': 'same-site' }, 'POST')).status).toBe(403)
  expect((await ask(path, { 'Sec-Fetch-Site': 'none' })).status).toBe(200)
})

test('refuses a body over 100 MB by its declared length, before it is sent', async () => {
  const roots = '/segmentation/api/v1/table/test/roots_binary'
  const answer = await raw(
    `POST ${roots} HTTP/1.1\r\nHost: ${own()}\r\nContent-Length: ${String(101 * 1024 * 1024)}\r\n\r\n`,
  )
  expect(answer).toMatch(/^HTTP\/1.1 413/)
})

test('refuses a body over 100 MB that declares no length', async () => {
  const piece = 'x'.repeat(1024 * 1024)
  const status = await new Promise<number>((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port: fleet.port,
        path: '/segmentation/api/v1/table/test/is_latest_roots',
        method: 'POST',
      },
      (answer) => {
        resolve(answer.statusCode ?? 0)
        asked.destroy()
      },
    )
    // The gateway stops reading once it has refused: what happens to the connection then is no matter.
    asked.on('error', reject)
    let sent = 0
    const more = (): void => {
      sent += 1
      if (sent > 130) asked.end()
      else asked.write(piece, more)
    }
    more()
  })
  expect(status).toBe(413)
})

test('malformed requests are refused and leave the gateway as it was', async () => {
  expect(await raw('nonsense\r\n\r\n')).toMatch(/^HTTP\/1.1 400/)
  expect(await raw('GET / HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1.1 400/)
  expect(await raw(`GET / HTTP/1.1\r\nHost: a b\r\n\r\n`)).toMatch(/^HTTP\/1.1 40[03]/)
  expect(await raw(`GET / HTTP/1.1\r\nHost: ${own()}\r\nX: ${'y'.repeat(40_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1.1 431/,
  )
  const latest = await ask('/segmentation/api/v1/table/test/is_latest_roots', {}, 'POST', '{"node_ids": [')
  expect(latest.status).toBe(400)
  expect(latest.text).toContain('node_ids')
  expect((await ask(path)).status).toBe(200)
})

test('unknown paths get the plain 404 of the genuine gateway', async () => {
  for (const unknown of ['/auth', '/nglstate/api/v1/version', '/health', '/materialise', '/ws/no/info']) {
    const { status, text } = await ask(unknown)
    expect({ unknown, status }).toEqual({ unknown, status: 404 })
    expect(text).toContain('<center><h1>404 Not Found</h1></center>')
  }
})

test('HEAD answers as GET without a body, OPTIONS with what is allowed', async () => {
  const head = await ask('/info/version', {}, 'HEAD')
  expect(head).toMatchObject({ status: 200, text: '' })
  const options = await ask('/info/version', {}, 'OPTIONS')
  expect(options.status).toBe(204)
  expect(options.headers.allow).toContain('POST')
})

const control = (path: string, method = 'GET', body?: string): Promise<Answer> =>
  ask(
    path,
    { Authorization: `Bearer ${fleet.practice.controlToken}`, 'Content-Type': 'application/json' },
    method,
    body,
  )

test('the control door opens to the token alone', async () => {
  const doors = ['/practice/status', '/practice/logs?service=info', '/practice/requests', '/practice/stop']
  for (const door of doors) {
    const method = door.endsWith('stop') ? 'POST' : 'GET'
    expect((await ask(door, {}, method)).status).toBe(401)
    expect((await ask(door, { Authorization: 'Bearer wrong' }, method)).status).toBe(401)
  }
  expect((await control('/practice/status')).status).toBe(200)
  expect((await control('/practice/logs?service=nobody')).status).toBe(400)
})

test('requests are logged with service, status and time; control requests are not', async () => {
  await ask('/schema/versions?x=1', { 'User-Agent': 'python-requests/2.34' })
  const { text } = await control('/practice/requests?tail=1')
  expect(JSON.parse(text)).toMatchObject({
    method: 'GET',
    path: '/schema/versions?x=1',
    status: 200,
    service: 'schema',
    agent: 'python-requests',
  })
})

test('a request also stands in the log of the service that answered it', async () => {
  await ask('/schema/versions?x=2', { 'User-Agent': 'python-requests/2.34' })
  await ask('/schema/versions?x=3', { 'User-Agent': 'RealCAVE/1' })
  const lines = (await control('/practice/logs?service=schema&tail=2')).text.trim().split('\n')
  const [asked, own] = lines.map((line) => JSON.parse(line))
  expect(asked).toMatchObject({ service: 'schema', level: 'info' })
  expect(asked.text).toMatch(/^GET \/schema\/versions\?x=2 200 in [\d.]+ ms$/)
  expect(own).toMatchObject({ level: 'debug' })
})
