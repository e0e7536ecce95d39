import { describe, expect, it } from 'vitest'
import { judgeClock } from '../../../src/main/doctor/checks/clock'
import { judgeDisk } from '../../../src/main/doctor/checks/disk'
import { judgeLocalhost } from '../../../src/main/doctor/checks/localhost'
import { judgeMemory } from '../../../src/main/doctor/checks/memory'
import { judgePort } from '../../../src/main/doctor/checks/port'
import { judgeProxy } from '../../../src/main/doctor/checks/proxy'
import { mend } from '../../../src/main/doctor/checks/postgres'
import { judgePython } from '../../../src/main/doctor/checks/python'
import { judgeRuntime, startedWithoutSandbox } from '../../../src/main/doctor/checks/runtime'

const megabyte = 1_000_000
const now = Date.UTC(2026, 10, 23)

describe('a limit itself', () => {
  it.each([
    [300 * megabyte - 1, 'failed'],
    [300 * megabyte, 'warning'],
    [2000 * megabyte - 1, 'warning'],
    [2000 * megabyte, 'passed'],
    [0, 'failed'],
  ])('of the disk, %i bytes, is %s', (free, state) => {
    expect(judgeDisk(free, '/h').state).toBe(state)
  })

  it.each([
    [700 * megabyte - 1, 'warning'],
    [700 * megabyte, 'passed'],
  ])('of memory, %i bytes, is %s', (free, state) => {
    expect(judgeMemory(free, 8000 * megabyte).state).toBe(state)
  })

  it.each([
    [now, now + 120_000, 'passed'],
    [now, now + 120_001, 'warning'],
    [Date.UTC(2026, 0, 1), 0, 'passed'],
    [Date.UTC(2026, 0, 1) - 1, Date.UTC(2030, 0, 1), 'failed'],
  ])('of the clock, %i with a file of %i, is %s', (time, newest, state) => {
    expect(judgeClock(time, newest).state).toBe(state)
  })

  it.each([
    ['20.19.0', 'passed'],
    ['20.18.99', 'failed'],
    ['21.0.0', 'passed'],
    ['19.99.0', 'failed'],
  ])('of Node, %s, is %s', (node, state) => {
    const machine = { platform: 'darwin', architecture: 'arm64', electron: undefined, unsandboxed: false }
    expect(judgeRuntime({ ...machine, node }).state).toBe(state)
  })
})

describe('Chromium’s sandbox', () => {
  it.each([
    [['realcave', '--no-sandbox', '--home', '/h'], 1000, true],
    [['realcave', '--no-sandbox'], undefined, true],
    [['realcave', '--no-sandbox'], 0, false],
    [['realcave', 'doctor'], 1000, false],
  ])('is missed by who started %j as user %s: %s', (words, user, missed) => {
    expect(startedWithoutSandbox(words, user)).toBe(missed)
  })
})

describe('what is told', () => {
  it('of sizes is in the unit that a person compares with', () => {
    expect(judgeDisk(999 * megabyte, '/h').what).toBe('999 MB are free where /h lies.')
    expect(judgeDisk(1500 * megabyte, '/h').what).toBe('1.5 GB are free where /h lies.')
    expect(judgeMemory(500 * megabyte, 8000 * megabyte).what).toBe('500 MB of 8.0 GB are available.')
  })

  it('of whatever fails or warns has a reason and something to do', () => {
    const python = { file: '/p', version: [2, 7, 18], suitable: false, venv: false, pip: false } as const
    const absent = { state: 'absent', detail: '', progress: null, error: null } as const
    const reached = { address: '127.0.0.1', said: 'connected', milliseconds: 1 } as const
    const wrong = [
      judgeDisk(0, '/h'),
      judgeDisk(megabyte * 1000, '/h'),
      judgeMemory(0, 1),
      judgeClock(0, 0),
      judgeClock(now, now * 2),
      judgePort(1, 'reserved', undefined, undefined),
      judgePort(1, 'taken', undefined, undefined),
      judgePort(1, 'taken', { pid: 1, command: 'x' }, undefined),
      judgeLocalhost({ byName: [], direct: reached }),
      judgeLocalhost({ byName: [{ ...reached, address: '::1', said: 'refused' }], direct: reached }),
      judgeProxy({ ALL_PROXY: 'socks5://p' }),
      judgePython(absent, { found: [], uv: null, kit: false }),
      judgePython(absent, { found: [python], uv: null, kit: false }),
      judgeRuntime({
        platform: 'aix',
        architecture: 'ppc64',
        node: '24.0.0',
        electron: undefined,
        unsandboxed: false,
      }),
      judgeRuntime({
        platform: 'linux',
        architecture: 'x64',
        node: '18.0.0',
        electron: undefined,
        unsandboxed: false,
      }),
      judgeRuntime({
        platform: 'linux',
        architecture: 'x64',
        node: '24.0.0',
        electron: '45.0.0',
        unsandboxed: true,
      }),
    ]
    for (const { state, what, why, fix } of wrong) {
      expect(['failed', 'warning']).toContain(state)
      for (const text of [what, why, fix]) expect(text).not.toBe('')
    }
  })

  it('of a PostgreSQL that does not run names what mends it, of an installed program too', () => {
    expect(mend(true, 'win32')).toContain('Install RealCAVE again')
    expect(mend(false, 'linux')).toContain('npm ci')
    expect(mend(false, 'win32')).toContain('Visual C++')
  })

  it('of a taken port names the program, cut where its command line is endless', () => {
    const { why } = judgePort(8080, 'taken', { pid: 77, command: `node ${'x'.repeat(5000)}` }, 78)
    expect(why).toContain('Process 77')
    expect(why.length).toBeLessThan(300)
  })

  it('of a Python that serves names it, though others were found before it', () => {
    const found = [
      { file: '/old', version: [3, 8, 1], suitable: false, venv: true, pip: true },
      { file: '/new', version: [3, 12, 4], suitable: true, venv: false, pip: false },
    ] as const
    const failedEarlier = { state: 'failed', detail: '', progress: null, error: null } as const
    const verdict = judgePython(failedEarlier, { found, uv: null, kit: false })
    expect(verdict).toMatchObject({ state: 'passed', what: expect.stringContaining('Python 3.12.4 (/new)') })
  })
})

describe('a proxy', () => {
  it.each([
    [{ http_proxy: '', HTTP_PROXY: 'http://p' }, 'passed'],
    [{ HTTPS_PROXY: 'http://p' }, 'passed'],
    [{ HTTP_PROXY: 'http://p', NO_PROXY: '127.0.0.10,localhost' }, 'warning'],
    [{ HTTP_PROXY: 'http://p', no_proxy: 'a', NO_PROXY: '127.0.0.1' }, 'warning'],
    [{ all_proxy: 'http://p', NO_PROXY: ' 127.0.0.1 ' }, 'passed'],
  ])('as %j is %s: the lower-case spelling is the one that Python heeds', (environment, state) => {
    expect(judgeProxy(environment).state).toBe(state)
  })
})
