import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { openCave, type Request } from '../../../src/main/data/cave'
import { Refusal } from '../../../src/shared/refusal'
import { refusal } from './asked'

let close: () => Promise<void> = () => Promise.resolve()
afterEach(() => close())

const serving = async (answer: (request: IncomingMessage, response: ServerResponse) => void) => {
  const server = createServer(answer)
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  close = () =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return openCave({
    address: `http://127.0.0.1:${String(port)}`,
    datastack: 'fake_datastack',
    alignedVolume: 'fake_volume',
    postgres: { host: '127.0.0.1', port: 1, user: '', password: '' },
  })
}

const json = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(text)
}

const read: Request = { method: 'GET', path: '/x', what: 'It was not read.' }
const write: Request = { method: 'PUT', path: '/x', what: 'It was not written.', body: {} }
const { signal } = new AbortController()

const refused = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof Refusal ? { status: error.status, info: error.info } : undefined),
  )

test('a wrapped error is unwrapped: the true code decides what to do', async () => {
  const cave = await serving((_, response) =>
    json(response, 500, JSON.stringify({ code: 500, message: '409 Conflict: use ID 3', traceback: ['...'] })),
  )
  expect(await refused(cave.ask(z.unknown(), write, signal))).toEqual({
    status: 409,
    info: {
      code: 'CAVE_REFUSED',
      what: 'It was not written.',
      why: 'use ID 3',
      fix: 'Read the newest row of the lineage and edit that.',
    },
  })
})

test.each([
  [404, '"annotation_id [5] not in table t"', 'annotation_id [5] not in table t', 404],
  [500, '{"message": "Cannot find root id 7"}', 'Cannot find root id 7', 500],
  [500, '{"code": 500, "message": "422 Unprocessable Entity: {}"}', '{}', 422],
  [404, '<html><body><h1>404 Not Found</h1></body></html>', '404 Not Found', 404],
  [500, '', 'It answered 500.', 500],
])('an answer %i %s is told as it is meant', async (status, text, why, meant) => {
  const cave = await serving((_, response) => json(response, status, text))
  expect(await refused(cave.ask(z.unknown(), read, signal))).toMatchObject({ status: meant, info: { why } })
})

test('what a cut database connection answers once is asked again, for reads alone', async () => {
  let asked = 0
  const cave = await serving((_, response) => {
    asked += 1
    if (asked % 4 === 0) json(response, 200, '[1]')
    else json(response, 500, '{"message": "(psycopg2.errors.AdminShutdown) terminating connection"}')
  })
  expect(await cave.ask(z.array(z.number()), read, signal)).toEqual([1])
  expect(asked).toBe(4)
  expect((await refusal(cave.ask(z.unknown(), write, signal))).code).toBe('CAVE_REFUSED')
  expect(asked).toBe(5)
})

test('a service that stays broken is told of in the end', async () => {
  const cave = await serving((_, response) =>
    json(response, 500, `{"message": "Can't reconnect until invalid transaction is rolled back"}`),
  )
  expect((await refusal(cave.ask(z.unknown(), read, signal))).why).toMatch(/^Can't reconnect/)
})

test('a stopped service, a stopped gateway and an answer of another shape are told apart', async () => {
  const cave = await serving((_, response) => response.writeHead(502).end('<html>502</html>'))
  expect(await refusal(cave.ask(z.unknown(), read, signal))).toMatchObject({
    code: 'CAVE_UNREACHABLE',
    why: 'The gateway answered 502: the service behind it does not run.',
  })
  await close()
  expect(await refusal(cave.ask(z.unknown(), read, signal))).toMatchObject({
    code: 'CAVE_UNREACHABLE',
    why: expect.stringContaining('Nothing answers at http://127.0.0.1:'),
  })
  const other = await serving((_, response) => json(response, 200, '{"surprise": true}'))
  expect((await refusal(other.ask(z.array(z.string()), read, signal))).why).toContain('another shape')
})

test('a cancelled question ends at once and says so', async () => {
  const stop = new AbortController()
  const cave = await serving(() => stop.abort())
  const asked = refusal(cave.ask(z.unknown(), read, stop.signal))
  expect((await asked).code).toBe('CANCELLED')
  expect((await refusal(cave.ask(z.unknown(), read, stop.signal))).code).toBe('CANCELLED')
})

test('it says who asks, and sends 64-bit ids as plain integers', async () => {
  let seen = ''
  const cave = await serving((request, response) => {
    request.setEncoding('utf8')
    request.on('data', (part: string) => (seen += part))
    request.on('end', () => {
      seen += ` ${request.headers['user-agent'] ?? ''}`
      json(response, 200, '{"288230376151711745": 288230376151711747}')
    })
  })
  const body = { annotations: [{ id: 288230376151711745n }] }
  const answer = await cave.ask(z.record(z.string(), z.string()), { ...write, body }, signal)
  expect(seen).toBe('{"annotations":[{"id":288230376151711745}]} RealCAVE')
  expect(answer).toEqual({ '288230376151711745': '288230376151711747' })
})
