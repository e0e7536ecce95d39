import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clock, judgeClock } from '../../../src/main/doctor/checks/clock'
import { judgeDisk } from '../../../src/main/doctor/checks/disk'
import { homeFolder } from '../../../src/main/doctor/checks/home-folder'
import { judgeLeftovers, leftovers } from '../../../src/main/doctor/checks/leftovers'
import { judgeMemory } from '../../../src/main/doctor/checks/memory'
import { judgePort, port } from '../../../src/main/doctor/checks/port'
import { judgeProxy } from '../../../src/main/doctor/checks/proxy'
import { judgePython } from '../../../src/main/doctor/checks/python'
import { judgeRuntime } from '../../../src/main/doctor/checks/runtime'
import type { Surroundings } from '../../../src/main/doctor/preflight'
import { openHome } from '../../../src/main/home/home'
import { lockHome } from '../../../src/main/home/lock'
import { Failure } from '../../../src/shared/errors'
import { freePort } from '../../support/free-port'

const never = new AbortController().signal
const gibibyte = 1024 ** 3

let folder: string
let surroundings: Surroundings

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'realcave-doctor-'))
  surroundings = {
    home: await openHome({ folder, warn: () => undefined }),
    port: await freePort(),
    resources: join(folder, 'resources'),
    connection: async () => null,
    wantsGenuine: false,
    docker: () => Promise.reject(new Error('no engine in tests')),
  }
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('the platform', () => {
  const fit = {
    platform: 'linux',
    architecture: 'x64',
    node: '20.19.0',
    electron: undefined,
    unsandboxed: false,
  }
  it.each([
    [fit, 'passed'],
    [{ ...fit, node: '20.18.9' }, 'failed'],
    [{ ...fit, node: '18.15.0' }, 'failed'],
    [{ ...fit, node: '18.15.0', electron: '25.1.1' }, 'passed'],
    [{ ...fit, electron: '45.0.0', unsandboxed: true }, 'warning'],
    [{ ...fit, node: '26.0.0' }, 'passed'],
    [{ ...fit, platform: 'win32' }, 'passed'],
    [{ ...fit, platform: 'win32', architecture: 'arm64' }, 'failed'],
    [{ ...fit, platform: 'freebsd' }, 'failed'],
  ])('%j is %s', (runtime, state) => {
    expect(judgeRuntime(runtime).state).toBe(state)
  })
})

describe('disk and memory', () => {
  it.each([
    [0.1 * gibibyte, 'failed'],
    [gibibyte, 'warning'],
    [50 * gibibyte, 'passed'],
  ])('%i bytes free are %s', (free, state) => {
    expect(judgeDisk(free, folder).state).toBe(state)
  })

  it.each([
    [0.2 * gibibyte, 'warning'],
    [2 * gibibyte, 'passed'],
  ])('%i bytes of memory are %s', (available, state) => {
    expect(judgeMemory(available, 8 * gibibyte).state).toBe(state)
  })
})

describe('the home', () => {
  it('that can be written to passes, and nothing is left in it', async () => {
    expect((await homeFolder.look(surroundings, never)).state).toBe('passed')
  })

  it('that is gone fails with what, why and fix', async () => {
    await rm(folder, { recursive: true })
    await expect(homeFolder.look(surroundings, never)).rejects.toBeInstanceOf(Failure)
  })
})

describe('the port', () => {
  it.each([
    ['free', undefined, undefined, 'passed'],
    ['reserved', undefined, undefined, 'failed'],
    ['taken', { pid: 7, command: 'nginx' }, 7, 'passed'],
    ['taken', { pid: 7, command: 'nginx' }, 8, 'failed'],
    ['taken', { pid: 7, command: 'nginx' }, undefined, 'failed'],
    ['taken', undefined, 7, 'failed'],
  ] as const)('%s, held by %j, ours %j, is %s', (listening, holder, ours, state) => {
    expect(judgePort(8080, listening, holder, ours).state).toBe(state)
  })

  it('that another program holds names its process', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => {
      server.listen(surroundings.port, '127.0.0.1', resolve)
    })
    try {
      const verdict = await port.look(surroundings, never)
      expect(verdict.state).toBe('failed')
      expect(verdict.why).toContain(String(process.pid))
    } finally {
      server.close()
    }
  })

  it('that this home’s fleet holds passes', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => {
      server.listen(surroundings.port, '127.0.0.1', resolve)
    })
    const { writeProcessState } = await import('../../../src/main/practice/process-file')
    const { mkdir } = await import('node:fs/promises')
    await mkdir(join(folder, 'practice'))
    await writeProcessState(folder, {
      pid: process.pid,
      startedAt: '2026-11-23T10:00:00.000Z',
      port: surroundings.port,
      controlToken: 'secret',
      postgres: { port: 1, user: 'postgres', password: 'secret' },
    })
    try {
      expect((await port.look(surroundings, never)).state).toBe('passed')
    } finally {
      server.close()
    }
  })
})

describe('the clock', () => {
  const now = Date.UTC(2026, 10, 23)
  it.each([
    [now, 0, 'passed'],
    [now, now + 60_000, 'passed'],
    [now, now + 3_600_000, 'warning'],
    [Date.UTC(1970, 0, 2), 0, 'failed'],
  ])('at %i with the newest file of %i is %s', (time, newest, state) => {
    expect(judgeClock(time, newest).state).toBe(state)
  })

  it('is compared with the files of the home', async () => {
    const file = join(folder, 'from-the-future.json')
    await writeFile(file, '{}')
    const ahead = new Date(Date.now() + 7_200_000)
    await utimes(file, ahead, ahead)
    expect((await clock.look(surroundings, never)).state).toBe('warning')
  })
})

describe('names and proxies', () => {
  it.each([
    [{}, 'passed'],
    [{ HTTP_PROXY: 'http://proxy:3128' }, 'warning'],
    [{ http_proxy: 'http://proxy:3128', no_proxy: 'localhost' }, 'warning'],
    [{ http_proxy: 'http://proxy:3128', no_proxy: 'localhost, 127.0.0.1' }, 'passed'],
    [{ ALL_PROXY: 'socks5://proxy', NO_PROXY: '*' }, 'passed'],
  ])('proxies as %j are %s, and never shown', (environment, state) => {
    const verdict = judgeProxy(environment)
    expect(verdict.state).toBe(state)
    expect(JSON.stringify(verdict)).not.toContain('3128')
  })
})

describe('Python', () => {
  const absent = { state: 'absent', detail: '', progress: null, error: null } as const
  const python = { file: '/usr/bin/python3', version: [3, 11, 7], venv: true, pip: true } as const
  const none = { found: [], uv: null, kit: false } as const
  const unfit = { ...python, suitable: false } as const
  const bare = { ...python, suitable: true, venv: false, pip: false } as const
  const uv = { file: '/app/uv/uv', of: 'program' } as const
  it('with the environment there passes', () => {
    expect(judgePython({ ...absent, state: 'ready', detail: 'Python 3.11.7' }, none).state).toBe('passed')
  })
  it('that serves passes', () => {
    expect(judgePython(absent, { ...none, found: [{ ...python, suitable: true }] }).state).toBe('passed')
    expect(judgePython(absent, { ...none, found: [bare], uv }).what).toContain('Python 3.11.7 (/usr/bin/')
  })
  it('of a kit passes, whatever else is there', () => {
    expect(judgePython(absent, { ...none, kit: true })).toMatchObject({
      state: 'passed',
      what: expect.stringContaining('kit brings'),
    })
  })
  it('that uv fetches passes, and says what comes from where', () => {
    const { state, what } = judgePython(absent, { ...none, uv })
    expect(state).toBe('passed')
    for (const part of ['no Python', 'RealCAVE brings', '30 MB', 'github.com', '66 MB', 'pypi.org'])
      expect(what).toContain(part)
    const own = { file: '/opt/bin/uv', of: 'machine' } as const
    expect(judgePython(absent, { ...none, found: [unfit], uv: own }).what).toMatch(
      /does not serve\. uv \(\/opt\/bin\/uv\) fetches one/,
    )
  })
  it('that pip can bring is a warning with what the panel will do', () => {
    expect(judgePython(absent, { ...none, found: [unfit] })).toMatchObject({
      state: 'warning',
      fix: expect.stringContaining('fetches one'),
    })
  })
  it.each([[[]], [[bare]], [[{ ...unfit, pip: false }]]])(
    'of %j, with neither uv nor pip, is a warning that promises nothing',
    (found) => {
      const { state, fix } = judgePython(absent, { ...none, found })
      expect(state).toBe('warning')
      expect(fix).toContain('Install Python')
      expect(fix).not.toContain('fetches')
    },
  )
})

describe('leftovers', () => {
  it('of a killed reset are named', () => {
    const verdict = judgeLeftovers(['fake_volume', 'realcave_next__fake_volume', 'golden_first__fake_volume'])
    expect(verdict.state).toBe('warning')
    expect(verdict.what).toContain('realcave_next__fake_volume')
    expect(verdict.what).not.toContain('golden')
    expect(judgeLeftovers(['fake_volume', 'golden_first__fake_volume']).state).toBe('passed')
  })

  it('are not looked for while the fleet is down', async () => {
    expect((await leftovers.look(surroundings, never)).state).toBe('skipped')
  })

  it('are not taken for such while a work is under way', async () => {
    const lock = await lockHome(surroundings.home, 'Resetting')
    try {
      const verdict = await leftovers.look(surroundings, never)
      expect(verdict).toMatchObject({ state: 'skipped', what: expect.stringContaining('Resetting') })
    } finally {
      await lock.release()
    }
  })
})
