import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import { practiceSteps, type PracticeParts } from '../../../../src/main/fleet/practice/practice-steps'
import type { Home } from '../../../../src/main/home/home'
import type { PracticeClient } from '../../../../src/main/practice/client'
import { practiceArguments } from '../../../../src/main/practice/command-line'
import { freePort } from '../../../support/free-port'
import { temporaryHome } from '../../home/temporary-home'
import { fakeFleet } from '../fake-fleet'

const never = new AbortController().signal
const holders: ChildProcess[] = []
afterEach(() => {
  for (const holder of holders.splice(0)) holder.kill('SIGKILL')
})

/** A process that holds the port and answers nothing, as one that a killed `up` left while it was starting. */
const hold = async (port: number, words: readonly string[]): Promise<ChildProcess> => {
  const script = `require('net').createServer().listen(${String(port)}, '127.0.0.1', () => console.log('there'))`
  const holder = spawn(process.execPath, ['-e', script, ...words], { stdio: ['ignore', 'pipe', 'ignore'] })
  holders.push(holder)
  if (holder.stdout !== null) await once(holder.stdout, 'data')
  return holder
}

const clientOf = (pid: number, port: number): PracticeClient => ({
  state: {
    pid,
    port,
    startedAt: '2026-11-23T10:00:00.000Z',
    controlToken: 'secret',
    postgres: { port: 5432, user: 'postgres', password: 'secret' },
  },
  status: () => Promise.reject(new Error('not asked')),
  logs: async function* () {
    yield []
  },
  requests: async function* () {
    yield []
  },
  stop: () => Promise.reject(new Error('not asked')),
})

/** The first step's action; what it starts by itself ends at once with status 3. */
const start = (home: Home, port: number, attachment: PracticeParts['attachment']) => {
  const self = { file: process.execPath, arguments: ['-e', 'process.exit(3)'] }
  const [services] = practiceSteps({ home, self, port, attachment })
  const details: string[] = []
  const report = {
    detail: (text: string) => void details.push(text),
    progress: () => undefined,
    log: () => undefined,
  }
  const ended = (async () => services?.act(fakeFleet({}), report, never))()
  return { details, ended }
}

test('a process of this home that an earlier start began is waited for and taken', async () => {
  const [{ home }, port] = await Promise.all([temporaryHome(), freePort()])
  const holder = await hold(port, practiceArguments(home.folder, port))
  let client: PracticeClient | null = null
  const { details, ended } = start(home, port, async () => client)
  await vi.waitFor(() => expect(details).toContainEqual(expect.stringContaining('an earlier start began')), {
    timeout: 10_000,
  })
  client = clientOf(holder.pid ?? 0, port)
  await ended
  expect(details).toContain(`Waiting for process ${String(holder.pid)}, which an earlier start began`)
})

test('when that process ends without having answered, one of our own is started', async () => {
  const [{ home }, port] = await Promise.all([temporaryHome(), freePort()])
  const holder = await hold(port, practiceArguments(home.folder, port))
  const { details, ended } = start(home, port, async () => null)
  await vi.waitFor(() => expect(details).toContainEqual(expect.stringContaining('an earlier start began')), {
    timeout: 10_000,
  })
  holder.kill('SIGKILL')
  await expect(ended).rejects.toMatchObject({ info: { why: expect.stringContaining('status 3') } })
})

test('a process of another home is nobody to wait for', async () => {
  const [{ home }, port] = await Promise.all([temporaryHome(), freePort()])
  await hold(port, practiceArguments('/another/home', port))
  const { details, ended } = start(home, port, async () => null)
  await expect(ended).rejects.toMatchObject({ info: { why: expect.stringContaining('status 3') } })
  expect(details).toEqual(['Stopping what runs', 'Starting the practice process'])
})
