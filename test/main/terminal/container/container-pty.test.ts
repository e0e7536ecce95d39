import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { TiedContainer } from '../../../../src/main/engine/tied'
import { spawnInContainer } from '../../../../src/main/terminal/container/container-pty'
import { openSession } from '../../../../src/main/terminal/session'

const never = new AbortController().signal
const python = { file: 'python', arguments: [], environment: {}, folder: '/' }
const size = { columns: 80, rows: 24 }

/** Of an engine that took the order to start and then answers nothing any more: no end, no status, no removal. */
const hanging = () => {
  const streams: PassThrough[] = []
  const silence = new Promise<never>(() => undefined)
  const container: TiedContainer = {
    input: new PassThrough(),
    output: new PassThrough(),
    errors: new PassThrough(),
    gone: silence,
    run: () => silence,
    runInTerminal: async () => {
      const stream = new PassThrough()
      streams.push(stream)
      return { stream, resize: () => silence, ended: silence }
    },
    end: () => silence,
  }
  return { container, streams }
}

const open = async (container: TiedContainer) =>
  openSession(async () => ({ ...python, spawn: spawnInContainer(async () => container) }), size, never)

/** Nobody waits for the limits in earnest. */
const inTime = async (work: Promise<void>): Promise<void> => {
  await vi.advanceTimersByTimeAsync(10_000)
  await work
}
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a session in a container whose engine hangs', () => {
  test('is started anew all the same: the one before is given up, and what comes late of it is not shown', async () => {
    const { container, streams } = hanging()
    const session = await open(container)
    const seen: string[] = []
    const read = async (): Promise<void> => {
      for await (const event of session.output(never))
        seen.push(event.kind === 'output' ? event.data : `exit ${String(event.code)}`)
    }
    const reading = read()
    const restarts = vi.fn<() => void>()
    session.onRestart(restarts)
    await inTime(session.restart(never))
    expect(restarts).toHaveBeenCalledOnce()
    expect(session.running).toBe(true)
    expect(streams[0]?.destroyed).toBe(true)
    streams[1]?.write('new')
    await vi.waitFor(() => expect(seen.join('')).toContain('new'))
    await inTime(session.close())
    await inTime(reading)
    expect(session.running).toBe(false)
  })

  test('is closed all the same: the panel can be quit', async () => {
    const session = await open(hanging().container)
    await inTime(session.close())
    expect(session.running).toBe(false)
  })

  test('tells its end once there is one, with the status of what was killed', async () => {
    const { container } = hanging()
    let end = (_status: number | null): void => undefined
    const ended = new Promise<number | null>((resolve) => (end = resolve))
    const session = await open({
      ...container,
      runInTerminal: async () => ({
        stream: new PassThrough(),
        resize: async () => undefined,
        ended,
      }),
      end: async () => undefined,
    })
    end(null)
    await vi.waitFor(() => expect(session.running).toBe(false))
    const events = session.output(never)[Symbol.asyncIterator]()
    expect((await events.next()).value).toEqual({ kind: 'exit', code: 137 })
    await events.return?.()
  })
})
