import { createServer, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { settle } from '../../../../src/main/fleet/genuine/settle'

const never = new AbortController().signal
let server: Server | undefined

afterEach(() => {
  server?.close()
})

interface Asked {
  readonly method: string
  readonly path: string
}

/** A gateway whose answers depend on how often a path was asked. */
const gateway = async (
  answer: (asked: Asked, times: number) => { readonly status: number; readonly text: string },
): Promise<{ readonly address: string; readonly asked: Asked[] }> => {
  const asked: Asked[] = []
  server = createServer((request, response) => {
    const now = { method: request.method ?? '', path: request.url ?? '' }
    asked.push(now)
    const { status, text } = answer(now, asked.filter((each) => each.path === now.path).length)
    response.writeHead(status).end(text)
  })
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done))
  const at = server.address()
  return { address: `http://127.0.0.1:${String(typeof at === 'object' ? at?.port : 0)}`, asked }
}

const cut = {
  status: 500,
  text: '{"code":500,"message":"(psycopg2.errors.AdminShutdown) terminating connection due to administrator command"}',
}
const good = ({ path }: Asked) => ({ status: 200, text: path.includes('/versions?') ? '[1, 2]' : '[]' })

test('services that answer are settled, their versions included', async () => {
  const { address, asked } = await gateway(good)
  await settle(address, never)
  expect(asked.some(({ path }) => path.includes('/version/2/table/my_cave_table/metadata'))).toBe(true)
  expect(asked.some(({ method, path }) => method === 'POST' && path.includes('/version/1/'))).toBe(true)
})

test('failures of cut connections are met until none is left', async () => {
  const { address, asked } = await gateway((now, times) => (times <= 3 ? cut : good(now)))
  await settle(address, never)
  const last = asked.slice(-40).map(({ path }) => path)
  expect(last.some((path) => path.includes('/annotations?'))).toBe(true)
  expect(asked.length).toBeGreaterThan(40)
})

test('a table that is gone and a fleet without versions are answers', async () => {
  const { address } = await gateway(() => ({
    status: 500,
    text: '{"code":500,"message":"404 Not Found: No valid versions found"}',
  }))
  await expect(settle(address, never)).resolves.toBeUndefined()
})

test('it ends with its signal', async () => {
  const { address } = await gateway(() => cut)
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 300)
  await expect(settle(address, stop.signal)).rejects.toThrow(/abort/i)
})
