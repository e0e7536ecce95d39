import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SelfCommand } from '../../../src/main/home/home'
import { attach } from '../../../src/main/practice/client'
import { stopLeftPostgres } from '../../../src/main/practice/practice'
import { startPracticeProcess } from '../../../src/main/practice/start'
import type { LogLine, RequestEntry } from '../../../src/shared/domain/service'
import { freePort } from '../../support/free-port'
import { resources } from '../../support/practice'
import { practiceCommand } from '../../support/practice-process'
import { temporaryFolder } from '../../support/temporary-folder'

let self: SelfCommand
let home: string
let port: number
let cleanUp: readonly (() => Promise<void>)[]
const never = new AbortController().signal

beforeAll(async () => {
  const [command, folder] = await Promise.all([practiceCommand(), temporaryFolder()])
  self = command.self
  home = folder.folder
  port = await freePort()
  cleanUp = [command.remove, folder.remove]
})

afterAll(async () => {
  await (await attach(home))?.stop(never)
  await stopLeftPostgres(home, resources)
  for (const remove of cleanUp) await remove()
})

const start = (where = home, at = port) => startPracticeProcess(self, { homeFolder: where, port: at }, never)

const taker = async (at: number): Promise<Server> => {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(at, '127.0.0.1', resolve)
  })
  return server
}

test('nothing to attach to before the first start', async () => {
  expect(await attach(home)).toBeNull()
})

test('starts detached, tells its services, and is attached to from then on', async () => {
  const client = await start()
  const { services, pid } = await client.status(never)
  expect(pid).not.toBe(process.pid)
  expect(services).toHaveLength(10)
  expect(services.find(({ name }) => name === 'postgres')).toMatchObject({
    state: 'healthy',
    version: '18.4',
  })
  expect(services.find(({ name }) => name === 'redis')).toMatchObject({ state: 'absent' })
  expect(services.find(({ name }) => name === 'gateway')?.memory).toBeGreaterThan(10_000_000)
  expect((await start()).state.pid).toBe(pid)
  expect((await attach(home))?.state).toEqual(client.state)
})

test.runIf(process.platform !== 'win32')('its state file can be read by its owner alone', async () => {
  expect((await stat(join(home, 'practice', 'process.json'))).mode & 0o077).toBe(0)
})

test('a killed process leaves a PostgreSQL that the next start ends, and data that it goes on with', async () => {
  const before = await start()
  process.kill(before.state.pid, 'SIGKILL')
  await expect.poll(() => attach(home)).toBeNull()
  const after = await start()
  expect(after.state.pid).not.toBe(before.state.pid)
  expect(after.state.postgres.port).toBe(before.state.postgres.port)
  expect((await fetch(`http://127.0.0.1:${String(port)}/info/version`)).status).toBe(200)
})

test('logs and requests are told as they come, and end with the signal', async () => {
  const client = await start()
  const leave = new AbortController()
  const lines: LogLine[] = []
  const entries: RequestEntry[] = []
  const reading = [
    (async () => {
      for await (const batch of client.logs('gateway', 10, leave.signal)) lines.push(...batch)
    })(),
    (async () => {
      for await (const batch of client.requests(10, leave.signal)) entries.push(...batch)
    })(),
  ]
  await fetch(`http://127.0.0.1:${String(port)}/info/version?from=test`, {
    headers: { 'User-Agent': 'check/1 x' },
  })
  await expect
    .poll(() => entries.at(-1))
    .toMatchObject({
      method: 'GET',
      path: '/info/version?from=test',
      status: 200,
      service: 'info',
      agent: 'check',
    })
  await expect.poll(() => lines.at(-1)?.text).toContain(`http://127.0.0.1:${String(port)}`)
  leave.abort()
  await Promise.all(reading)
})

const firstBatch = async (batches: AsyncIterable<readonly LogLine[]>): Promise<readonly LogLine[]> => {
  for await (const batch of batches) return batch
  throw new Error('it ended without a batch')
}

test('the first batch is all that was asked for, however long, and nothing of a service that logged nothing', async () => {
  const client = await start()
  const asked = 600
  for (let round = 0; round < asked; round += 50)
    await Promise.all(
      Array.from({ length: 50 }, () => fetch(`http://127.0.0.1:${String(port)}/${'x'.repeat(400)}`)),
    )
  expect(await firstBatch(client.logs('redis', 400, never))).toEqual([])
  const entries = client.requests(asked, never)[Symbol.asyncIterator]()
  const first = await entries.next()
  expect(first.value).toHaveLength(asked)
  await entries.return?.()
})

test('a second home runs beside it, and its end ends a reader of its logs', async () => {
  await start()
  const other = await temporaryFolder()
  const theirs = await start(other.folder, await freePort())
  expect(theirs.state.postgres.port).not.toBe((await attach(home))?.state.postgres.port)
  const reading = (async () => {
    for await (const batch of theirs.logs('info', 0, never)) expect(batch).toEqual([])
  })()
  const outcome = reading.then(
    () => null,
    (error: unknown) => error,
  )
  await theirs.stop(never)
  expect(await outcome).toMatchObject({ info: { code: 'FLEET_DOWN' } })
  expect(await attach(other.folder)).toBeNull()
  expect(await attach(home)).not.toBeNull()
  await other.remove()
})

test.runIf(process.platform !== 'win32')('SIGTERM ends it cleanly, PostgreSQL too', async () => {
  const client = await start()
  process.kill(client.state.pid, 'SIGTERM')
  const left = () =>
    Promise.all(
      ['process.json', 'data/postmaster.pid'].map((name) =>
        stat(join(home, 'practice', name)).then(
          () => true,
          () => false,
        ),
      ),
    )
  await expect.poll(left, { timeout: 10_000 }).toEqual([false, false])
})

test('a taken port names who holds it, and costs nothing', async () => {
  await (await attach(home))?.stop(never)
  const holder = await taker(port)
  try {
    await expect(start()).rejects.toMatchObject({
      info: {
        code: 'PORT_TAKEN',
        why: expect.stringContaining(`Process ${String(process.pid)} listens there`),
      },
    })
  } finally {
    holder.close()
  }
  expect((await (await start()).status(never)).port).toBe(port)
})

test('a port that another home’s fleet holds names that home, and what frees it', async () => {
  const other = await temporaryFolder()
  await start()
  await expect(start(other.folder)).rejects.toMatchObject({
    info: {
      code: 'PORT_TAKEN',
      why: expect.stringContaining(`the practice fleet of the home ${home}`),
      fix: expect.stringContaining(`realcave down --home ${home}`),
    },
  })
  await other.remove()
})

test('a program that ends at once gives its last words', async () => {
  const other = await temporaryFolder()
  const file = join(other.folder, 'dies.cjs')
  await writeFile(file, "console.error('no such thing'); process.exit(3)")
  await expect(
    startPracticeProcess(
      { file: process.execPath, arguments: [file] },
      { homeFolder: other.folder, port },
      never,
    ),
  ).rejects.toMatchObject({
    info: { code: 'FLEET_UNAVAILABLE', why: expect.stringMatching(/status 3.*no such thing/s) },
  })
  await other.remove()
})

test('a state file of a process that is gone, or of nonsense, attaches to nothing', async () => {
  const other = await temporaryFolder()
  const file = join(other.folder, 'practice', 'process.json')
  await mkdir(dirname(file), { recursive: true })
  const state: unknown = JSON.parse(await readFile(join(home, 'practice', 'process.json'), 'utf8'))
  await writeFile(file, JSON.stringify({ ...Object(state), pid: process.pid }))
  expect(await attach(other.folder)).toBeNull()
  await writeFile(file, '{"pid": 1')
  expect(await attach(other.folder)).toBeNull()
  await other.remove()
})
