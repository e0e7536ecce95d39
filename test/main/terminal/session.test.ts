import { describe, expect, test } from 'vitest'
import type { PtyOptions, SpawnPty } from '../../../src/main/terminal/pty'
import { openSession, type Session } from '../../../src/main/terminal/session'

const never = new AbortController().signal
const size = { columns: 80, rows: 24 }

/** Processes that note what is done to them, and end when the test says so or when they are killed. */
const processes = () => {
  const started: PtyOptions[] = []
  const done: string[] = []
  const spawn: SpawnPty = async (options) => {
    const number = started.push(options)
    const note = (what: string) => (): void => void done.push(`${number} ${what}`)
    return {
      write: (data) => void done.push(`${number} write ${data}`),
      resize: (columns, rows) => void done.push(`${number} resize ${columns}x${rows}`),
      pause: note('pause'),
      resume: note('resume'),
      kill: (force) => {
        done.push(`${number} kill${force ? ' force' : ''}`)
        setImmediate(() => options.onExit(0))
      },
    }
  }
  return { started, done, spawn }
}

const start = (spawn: SpawnPty, program = async () => python): Promise<Session> =>
  openSession(async () => ({ ...(await program()), spawn }), size, never)
const python = { file: 'python', arguments: [], environment: {}, folder: '/' }

const told = async (session: Session, stop: AbortController): Promise<readonly string[]> => {
  const seen: string[] = []
  for await (const event of session.output(stop.signal))
    seen.push(event.kind === 'output' ? event.data : `exit ${event.code}`)
  return seen
}

describe('a session', () => {
  test('whose Python has ended tells its status and takes nothing, until it is started again', async () => {
    const { started, done, spawn } = processes()
    const session = await start(spawn)
    const stop = new AbortController()
    const seen = told(session, stop)
    started[0]?.onData('bye')
    started[0]?.onExit(7)
    expect(session.running).toBe(false)
    const refused = /its python has ended/i
    expect(() => session.write('x')).toThrow(refused)
    expect(() => session.resize({ columns: 1, rows: 1 })).toThrow(refused)
    await session.restart(never)
    expect(session.running).toBe(true)
    session.write('y')
    expect(done).toEqual(['2 write y'])
    await session.close()
    stop.abort()
    expect((await seen).join('')).not.toContain('exit 7')
  })

  test('that ends by itself tells what it said, then its status', async () => {
    const { started, spawn } = processes()
    const session = await start(spawn)
    started[0]?.onData('bye')
    started[0]?.onExit(7)
    await session.close()
    expect(await told(session, new AbortController())).toEqual(['bye', 'exit 7'])
  })

  test('that is restarted tells nobody of the end in between', async () => {
    const { started, spawn } = processes()
    const session = await start(spawn)
    started[0]?.onData('old')
    await session.restart(never)
    started[1]?.onData('new')
    await session.close()
    expect(await told(session, new AbortController())).toEqual(['new', 'exit 0'])
  })

  test('lets a paused process go on before it ends it: it would never tell its end', async () => {
    const { done, spawn } = processes()
    const session = await start(spawn)
    await session.close()
    expect(done).toEqual(['1 resume', '1 kill'])
  })

  test('restarted twice at once has one Python in the end, each begun after the end of the one before', async () => {
    const { started, done, spawn } = processes()
    const session = await start(spawn)
    await Promise.all([session.restart(never), session.restart(never)])
    expect(started).toHaveLength(3)
    expect(done.filter((line) => line.endsWith('kill'))).toEqual(['1 kill', '2 kill'])
    session.write('x')
    expect(done.at(-1)).toBe('3 write x')
  })

  test('that cannot be started again says why, and can when the reason is gone', async () => {
    const { started, spawn } = processes()
    let broken = false
    const session = await start(spawn, async () => {
      if (broken) throw new Error('the environment is gone')
      return python
    })
    broken = true
    await expect(session.restart(never)).rejects.toThrow('the environment is gone')
    expect(session.running).toBe(false)
    broken = false
    await session.restart(never)
    expect(session.running).toBe(true)
    expect(started).toHaveLength(2)
  })

  test('that is closed is not started again, also where the restart was asked for at the same moment', async () => {
    const { started, spawn } = processes()
    const session = await start(spawn)
    const closed = session.close()
    await expect(session.restart(never)).rejects.toMatchObject({ info: { code: 'TERMINAL_CLOSED' } })
    await closed
    expect(started).toHaveLength(1)
    expect(() => session.write('x')).toThrow(/was closed/)
    await session.close()
    expect(session.running).toBe(false)
  })

  test('whose first start fails leaves nothing', async () => {
    const { spawn } = processes()
    await expect(start(spawn, () => Promise.reject(new Error('no Python')))).rejects.toThrow('no Python')
  })

  test('keeps a size that was set for the next start, and not one that was refused', async () => {
    const { started, spawn } = processes()
    const session = await start(spawn)
    session.resize({ columns: 100, rows: 50 })
    started[0]?.onExit(0)
    expect(() => session.resize({ columns: 1, rows: 1 })).toThrow(/has ended/)
    await session.restart(never)
    expect(started[1]?.size).toEqual({ columns: 100, rows: 50 })
  })
})
