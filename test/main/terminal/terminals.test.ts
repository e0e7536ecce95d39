import { describe, expect, test } from 'vitest'
import type { Environment } from '../../../src/main/terminal/environment'
import { childEnvironment } from '../../../src/main/terminal/child-environment'
import type { PtyOptions, SpawnPty } from '../../../src/main/terminal/pty'
import { createTerminals, mostSessions } from '../../../src/main/terminal/terminals'

const never = new AbortController().signal
const size = { columns: 80, rows: 24 }
const ready: Environment = {
  state: { state: 'ready', detail: 'Python', progress: 1, error: null },
  ready: async () => ({
    place: 'host',
    file: '/env/bin/python',
    version: '3.12.1',
    caveclient: '8.2.1',
    folder: '/env',
  }),
  async *watch() {
    yield ready.state
  },
}

/** Terminals over processes that only note what is done to them. `stubborn` ones ignore the hang-up. */
const fakeTerminals = (
  stubborn = false,
  address: () => Promise<string> = async () => 'http://127.0.0.1:9',
) => {
  const started: PtyOptions[] = []
  const done: string[] = []
  const spawn: SpawnPty = async (options) => {
    started.push(options)
    const number = started.length
    return {
      write: (data) => void done.push(`${number} write ${data}`),
      resize: (columns, rows) => void done.push(`${number} resize ${columns}x${rows}`),
      pause: () => void done.push(`${number} pause`),
      resume: () => {},
      kill: (force) => {
        done.push(`${number} kill${force ? ' force' : ''}`)
        if (force || !stubborn) setTimeout(() => options.onExit(0), 1)
      },
    }
  }
  return {
    started,
    done,
    terminals: createTerminals({ environment: ready, address, resources: '/r', spawn }),
  }
}

describe('terminals', () => {
  test('start the product’s own Python apart from the user’s settings, with the fleet’s address', async () => {
    const { started, terminals } = fakeTerminals()
    await terminals['terminal.open'](size, never)
    expect(started[0]).toMatchObject({ file: '/env/bin/python', size })
    expect(started[0]?.arguments.slice(0, 3)).toEqual(['-I', '-X', 'utf8'])
    expect(started[0]?.environment['REALCAVE_ADDRESS']).toBe('http://127.0.0.1:9')
  })

  test('a Python for the stage knows that an audience looks, and no other does', async () => {
    const { started, terminals } = fakeTerminals()
    await terminals['terminal.open']({ ...size, stage: true }, never)
    await terminals['terminal.open'](size, never)
    expect(started.map(({ environment }) => environment['REALCAVE_STAGE'])).toEqual(['1', undefined])
    expect(started[0]).toMatchObject({ size })
  })

  test('a restart asks for the address anew and keeps the size that was set last', async () => {
    let port = 1
    const { started, terminals } = fakeTerminals(false, async () => `http://127.0.0.1:${port}`)
    const { session } = await terminals['terminal.open'](size, never)
    await terminals['terminal.resize']({ session, size: { columns: 100, rows: 40 } }, never)
    port = 2
    await terminals.restartAll()
    expect(started[1]).toMatchObject({ size: { columns: 100, rows: 40 } })
    expect(started[1]?.environment['REALCAVE_ADDRESS']).toBe('http://127.0.0.1:2')
  })

  test('keystrokes and sizes reach only the session that was meant', async () => {
    const { done, terminals } = fakeTerminals()
    const first = await terminals['terminal.open'](size, never)
    const second = await terminals['terminal.open'](size, never)
    await terminals['terminal.write']({ ...second, data: 'x' }, never)
    await terminals['terminal.resize']({ ...first, size: { columns: 2, rows: 1 } }, never)
    expect(done).toEqual(['2 write x', '1 resize 2x1'])
  })

  test('a process that ignores the hang-up is killed', async () => {
    const { done, terminals } = fakeTerminals(true)
    await terminals['terminal.open'](size, never)
    await terminals.close()
    expect(done).toEqual(['1 kill', '1 kill force'])
  })

  test('a closed or unknown session is refused in every verb', async () => {
    const { terminals } = fakeTerminals()
    const { session } = await terminals['terminal.open'](size, never)
    await terminals['terminal.close']({ session }, never)
    const refused = { info: { code: 'TERMINAL_CLOSED' } }
    await expect(terminals['terminal.write']({ session, data: 'x' }, never)).rejects.toMatchObject(refused)
    await expect(terminals['terminal.resize']({ session, size }, never)).rejects.toMatchObject(refused)
    await expect(terminals['terminal.restart']({ session }, never)).rejects.toMatchObject(refused)
    await expect(terminals['terminal.close']({ session }, never)).rejects.toMatchObject(refused)
    const reading = terminals['terminal.output']({ session }, never)[Symbol.asyncIterator]()
    await expect(reading.next()).rejects.toMatchObject(refused)
  })

  test('with the most sessions open and all of them watched, a further one is refused', async () => {
    const { started, terminals } = fakeTerminals()
    const stop = new AbortController()
    const watching: Promise<unknown>[] = []
    for (let count = 0; count < mostSessions; count += 1) {
      const opened = await terminals['terminal.open'](size, never)
      watching.push(terminals['terminal.output'](opened, stop.signal)[Symbol.asyncIterator]().next())
    }
    await expect(terminals['terminal.open'](size, never)).rejects.toMatchObject({
      info: { code: 'TOO_LARGE' },
    })
    expect(started).toHaveLength(mostSessions)
    stop.abort()
    await Promise.all(watching)
    await expect(terminals['terminal.open'](size, never)).resolves.toHaveProperty('session')
  })

  test('the last place is given once, however many open at the same time', async () => {
    const { started, terminals } = fakeTerminals()
    const stop = new AbortController()
    const watching: Promise<unknown>[] = []
    for (let count = 1; count < mostSessions; count += 1) {
      const opened = await terminals['terminal.open'](size, never)
      watching.push(terminals['terminal.output'](opened, stop.signal)[Symbol.asyncIterator]().next())
    }
    const asked = await Promise.allSettled([1, 2, 3].map(() => terminals['terminal.open'](size, never)))
    expect(asked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect(started).toHaveLength(mostSessions)
    stop.abort()
    await Promise.all(watching)
  })

  test('one that does not come back keeps no other from its restart, and is told as ended', async () => {
    let broken = false
    const { started, terminals } = fakeTerminals(false, async () => {
      if (broken && started.length === 3) throw new Error('no address')
      return 'http://127.0.0.1:9'
    })
    const opened = [
      await terminals['terminal.open'](size, never),
      await terminals['terminal.open'](size, never),
    ]
    broken = true
    await terminals.restartAll()
    expect(started).toHaveLength(3)
    const [down = { session: '' }, ...others] = opened.filter(
      ({ session }) => !terminals.session(session).running,
    )
    expect(others).toEqual([])
    const events = terminals['terminal.output'](down, never)[Symbol.asyncIterator]()
    expect((await events.next()).value).toEqual({ kind: 'exit', code: 1 })
    await events.return?.()
  })

  test('an opening that was cancelled leaves no process', async () => {
    const { done, terminals } = fakeTerminals()
    await expect(terminals['terminal.open'](size, AbortSignal.abort())).rejects.toMatchObject({
      info: { code: 'CANCELLED' },
    })
    expect(done).toEqual(['1 kill'])
  })
})

describe('what a session’s Python gets of our environment', () => {
  const given = childEnvironment(
    {
      PATH: '/bin',
      HOME: '/home/x',
      LC_ALL: 'C',
      GITHUB_TOKEN: 't',
      AWS_SECRET: 's',
      HTTPS_PROXY: 'http://p',
      NO_PROXY: 'corp',
    },
    'http://127.0.0.1:8080',
    '/env',
  )
  test('an allow-list, and no more', () => {
    expect(given).toMatchObject({ PATH: '/bin', HOME: '/home/x', LC_ALL: 'C', HTTPS_PROXY: 'http://p' })
    expect(JSON.stringify(given)).not.toMatch(/GITHUB|AWS/)
  })
  test('a proxy is never asked for the fleet', () => {
    expect(given['NO_PROXY']?.split(',')).toEqual(['127.0.0.1', 'localhost', 'corp'])
  })
})
