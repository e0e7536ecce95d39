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
  /** Which of the service's processes it fell to. */
  readonly process: number
}

interface Answer {
  readonly status: number
  readonly text: string
}

/** Who answers a request, by its number. */
type Dispatch = (request: number) => number
const inTurn: Dispatch = (request) => request % 2

/** Services of two processes behind a gateway: each answer depends on how often its process was asked for the path. */
const services = async (answer: (asked: Asked, times: number) => Answer, dispatch: Dispatch = inTurn) => {
  const asked: Asked[] = []
  const lines: string[] = []
  server = createServer((request, response) => {
    const now = { method: request.method ?? '', path: request.url ?? '', process: dispatch(asked.length) }
    asked.push(now)
    const times = asked.filter((each) => each.path === now.path && each.process === now.process).length
    const { status, text } = answer(now, times)
    lines.push(
      `[pid: ${String(now.process)}|app: 0|req: 1/1] 172.22.0.6 () {1 vars in 1 bytes} [now] ${now.method} ${now.path} => generated ${String(text.length)} bytes in 1 msecs (HTTP/1.1 ${String(status)}) 2 headers in 71 bytes`,
    )
    response.writeHead(status).end(text)
  })
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done))
  const at = server.address()
  const project = {
    logs: async function* () {
      yield* lines.slice()
    },
  }
  return {
    address: `http://127.0.0.1:${String(typeof at === 'object' ? at?.port : 0)}`,
    asked,
    project,
    lines,
  }
}

const cut: Answer = {
  status: 500,
  text: '{"code":500,"message":"(psycopg2.errors.AdminShutdown) terminating connection due to administrator command"}',
}
const good = ({ path }: Asked): Answer => ({
  status: 200,
  text: path.includes('/versions?') ? '[1, 2]' : '[]',
})

test('services that answer are settled, their versions included', async () => {
  const { address, asked, project } = await services(good)
  await settle(project, address, 'everything', never)
  expect(asked.some(({ path }) => path.includes('/version/2/table/my_cave_table/metadata'))).toBe(true)
  expect(asked.some(({ method, path }) => method === 'POST' && path.includes('/version/1/'))).toBe(true)
})

test('of many versions the newest and the first are settled', async () => {
  const { address, asked, project } = await services((now) =>
    now.path.includes('/versions?') ? { status: 200, text: '[1, 2, 3, 4, 5, 6]' } : good(now),
  )
  await settle(project, address, 'everything', never)
  const versions = asked.flatMap(({ path }) => /\/version\/(\d+)\//.exec(path)?.[1] ?? [])
  expect(new Set(versions)).toEqual(new Set(['6', '5', '4', '1']))
})

test('of a version that was just made its own sessions are met: an earlier one may have had its number', async () => {
  const { address, asked, project } = await services((now) =>
    now.path.includes('/versions?') ? { status: 200, text: '[1, 2, 3, 4]' } : good(now),
  )
  await settle(project, address, 'newest', never)
  const versions = asked.flatMap(({ path }) => /\/version\/(\d+)\//.exec(path)?.[1] ?? [])
  expect(new Set(versions)).toEqual(new Set(['4', '1']))
})

test('after a materialization no version is asked for but the oldest, whose sessions are there already', async () => {
  const { address, asked, project } = await services((now, times) => (times <= 1 ? cut : good(now)))
  await settle(project, address, 'volume', never)
  const versions = asked.flatMap(({ path }) => /\/version\/(\d+)\//.exec(path)?.[1] ?? [])
  expect(new Set(versions)).toEqual(new Set(['1']))
})

test('what every process has answered is not asked for again', async () => {
  const isSlow = ({ path }: Asked): boolean => path.includes('/annotations?')
  const { address, asked, project } = await services((now, times) =>
    isSlow(now) && times <= 8 ? { status: 502, text: '' } : good(now),
  )
  await settle(project, address, 'everything', never)
  const quick = asked.filter(({ path }) => path.includes('/metadata?expired'))
  expect(quick).toHaveLength(4)
  expect(asked.filter(isSlow).length).toBeGreaterThan(16)
})

test('a process that is asked last of all has met its failures, too', async () => {
  const failures = 2
  // The second process answers one request in seven.
  const { address, asked, project } = await services(
    (now, times) => (times <= failures ? cut : good(now)),
    (request) => (request % 7 === 6 ? 1 : 0),
  )
  await settle(project, address, 'everything', never)
  const kinds = [
    '/table?',
    '/annotations?',
    '/metadata?expired',
    '/versions?',
    '/version/1/table/my_cave_table/metadata?',
  ]
  const asks = [0, 1].flatMap((process) =>
    kinds.map((kind) => asked.filter((each) => each.process === process && each.path.includes(kind)).length),
  )
  expect(Math.min(...asks)).toBeGreaterThan(failures)
})

test('where the logs do not tell who answered, enough clean rounds do', async () => {
  const { address, asked } = await services((now, times) => (times <= 3 ? cut : good(now)))
  const silent = {
    logs: async function* () {
      // Nothing is written.
    },
  }
  await settle(silent, address, 'everything', never)
  const annotations = asked.filter(({ path }) => path.includes('/annotations?'))
  expect(annotations.length).toBeGreaterThan(8 * 4)
})

test('a table that is gone and a fleet without versions are answers', async () => {
  const { address, project } = await services(() => ({
    status: 500,
    text: '{"code":500,"message":"404 Not Found: No valid versions found"}',
  }))
  await expect(settle(project, address, 'everything', never)).resolves.toBeUndefined()
})

test('it ends with its signal', async () => {
  const { address, project } = await services(() => cut)
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 300)
  await expect(settle(project, address, 'everything', stop.signal)).rejects.toThrow(/abort/i)
})
