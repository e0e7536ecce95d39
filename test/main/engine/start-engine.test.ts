import { assert, constantFrom, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Failure } from '../../../src/shared/errors'
import type { EngineSearch } from '../../../src/main/engine/find-engine'
import type { Installed } from '../../../src/main/engine/installed'
import { launch } from '../../../src/main/engine/launch'
import { launchPlan, type Launch } from '../../../src/main/engine/launch-plan'
import type { Said } from '../../../src/main/engine/probe-engine'
import { startEngine, startLimit, type StartMeans } from '../../../src/main/engine/start-engine'
import { startStage, type StartStage } from '../../../src/main/engine/start-state'
import type { Surroundings } from '../../../src/main/engine/surroundings'

const never = new AbortController().signal

const surroundings = (given: Partial<Surroundings> = {}): Surroundings => ({
  platform: 'win32',
  environment: {},
  homeFolder: '/home/me',
  wsl: false,
  ...given,
})
const desktop: Installed = { cli: 'C:\\docker.exe', desktop: 'C:\\Docker Desktop.exe' }

/** A machine whose Docker Desktop passes through these looks, one each time it is asked, once it was launched. */
class Machine {
  readonly launches: string[] = []
  readonly stages: StartStage[] = []
  clock = 0
  #running = false
  #looks: readonly (Said['kind'] | 'machine')[]
  failing: readonly string[] = []

  constructor(looks: readonly (Said['kind'] | 'machine')[]) {
    this.#looks = looks
  }

  readonly means: StartMeans = {
    now: () => this.clock,
    pause: (milliseconds) => {
      this.clock += milliseconds
      return Promise.resolve()
    },
    search: () => Promise.resolve(this.#search()),
    run: (given) => Promise.resolve(this.#run(given)),
  }

  start(here = surroundings(), signal = never) {
    return startEngine(here, (stage) => this.stages.push(stage), signal, this.means)
  }

  get #now(): Said['kind'] | 'machine' {
    return this.#running ? (this.#looks[0] ?? 'absent') : 'absent'
  }

  #search(): EngineSearch {
    const now = this.#now
    if (this.#running && this.#looks.length > 1) this.#looks = this.#looks.slice(1)
    const rest = { tries: [], installed: desktop }
    if (now === 'answers') {
      return { ...rest, found: true, source: 'Docker Desktop', address: { kind: 'tcp', port: 1 } }
    }
    const said: Said =
      now === 'machine'
        ? { kind: 'absent' }
        : now === 'failed'
          ? { kind: now, why: 'starting' }
          : { kind: now }
    const failure = new Failure({
      code: now === 'denied' ? 'ENGINE_DENIED' : 'ENGINE_MISSING',
      what: 'None.',
      why: 'So.',
      fix: 'Do.',
    })
    return { ...rest, found: false, tries: [{ source: 'x', host: 'y', said }], failure }
  }

  #run({ file, arguments: given }: Launch) {
    const asked = [file, ...given].join(' ')
    if (file === 'tasklist')
      return { ok: true, said: '', output: this.#running ? 'Docker Desktop.exe' : 'INFO' }
    if (given[1] === 'status') return { ok: false, said: 'unknown command', output: '' }
    this.launches.push(asked)
    if (this.failing.some((start) => asked.startsWith(start)))
      return { ok: false, said: 'unknown command', output: '' }
    this.#running = true
    return { ok: true, said: '', output: '' }
  }
}

describe('a start of Docker Desktop', () => {
  it('tells each waiting state once, and ends when the engine answers', async () => {
    const machine = new Machine(['machine', 'machine', 'silent', 'failed', 'failed', 'answers'])
    expect(await machine.start()).toMatchObject({ found: true, source: 'Docker Desktop' })
    expect(machine.stages).toEqual(['program', 'machine', 'engine', 'answers'])
    expect(machine.launches).toEqual(['C:\\docker.exe desktop start --detach'])
  })

  it('opens the program where its command is not known', async () => {
    const machine = new Machine(['answers'])
    machine.failing = ['C:\\docker.exe']
    await machine.start()
    expect(machine.launches.at(-1)).toBe('C:\\Docker Desktop.exe')
  })

  it('says what each way said where none works', async () => {
    const machine = new Machine(['answers'])
    machine.failing = ['C:\\']
    await expect(machine.start()).rejects.toMatchObject({
      info: {
        code: 'ENGINE_MISSING',
        why: expect.stringContaining('unknown command'),
        fix: expect.stringMatching(/by hand/),
      },
    })
  })

  it.each([
    ['machine', 'wsl --update'],
    ['silent', 'Troubleshoot'],
    ['absent', 'wsl --update'],
  ] as const)('that stays at "%s" ends after ten minutes, and says what to do', async (look, fix) => {
    const machine = new Machine([look])
    await expect(machine.start()).rejects.toMatchObject({
      info: {
        code: 'TIMED_OUT',
        why: expect.stringContaining('10 minutes'),
        fix: expect.stringContaining(fix),
      },
    })
    expect(machine.clock).toBeGreaterThanOrEqual(startLimit.milliseconds)
    expect(machine.clock).toBeLessThan(startLimit.milliseconds + 60_000)
    expect(machine.launches).toHaveLength(1)
  })

  it('does not wait where waiting changes nothing', async () => {
    const machine = new Machine(['denied'])
    await expect(machine.start()).rejects.toMatchObject({ info: { code: 'ENGINE_DENIED' } })
  })

  it('ends with the signal', async () => {
    const controller = new AbortController()
    const machine = new Machine(['machine'])
    const means = {
      ...machine.means,
      pause: (milliseconds: number, signal: AbortSignal) => {
        if (machine.clock > 20_000) controller.abort()
        return machine.means.pause(milliseconds, signal)
      },
    }
    const starting = startEngine(surroundings(), () => undefined, controller.signal, means)
    await expect(starting).rejects.toMatchObject({ info: { code: 'CANCELLED' } })
  })
})

describe('the ways to start it', () => {
  const plan = (here: Partial<Surroundings>, installed: Installed) =>
    launchPlan(surroundings(here), installed).map(({ file, arguments: given }) => [file, ...given].join(' '))

  it('are those of the platform', () => {
    expect(plan({ platform: 'darwin' }, { cli: '/bin/docker', desktop: '/Applications/Docker.app' })).toEqual(
      ['/bin/docker desktop start --detach', '/usr/bin/open -g -a /Applications/Docker.app'],
    )
    expect(plan({ platform: 'linux' }, { cli: null, desktop: '/usr/lib/x.service' })).toEqual([
      'systemctl --user start docker-desktop',
    ])
  })

  it.each([
    [{ platform: 'linux' }, { cli: '/bin/docker', desktop: null }, 'sudo systemctl start docker'],
    [{ platform: 'linux', wsl: true }, { cli: '/bin/docker', desktop: null }, 'on Windows'],
    [{ platform: 'win32' }, { cli: null, desktop: null }, 'by hand'],
  ] as const)('are said where there are none: %o', (here, installed, fix) => {
    expect(() => plan(here, installed)).toThrow(
      expect.objectContaining({ info: expect.objectContaining({ fix: expect.stringContaining(fix) }) }),
    )
  })
})

describe('what is being waited for', () => {
  const looks = record({
    program: constantFrom(true, false, null),
    status: constantFrom('starting', 'running', 'stopped', null),
    said: constantFrom<Said['kind']>('answers', 'absent', 'denied', 'silent', 'failed'),
  })
  const order: readonly StartStage[] = ['program', 'machine', 'engine', 'answers']

  it('never goes back as a start goes on', () => {
    assert(
      property(looks, (look) => {
        const further = { ...look, program: true, status: 'running' }
        expect(order.indexOf(startStage(further))).toBeGreaterThanOrEqual(order.indexOf(startStage(look)))
      }),
    )
  })

  it('is nothing more exactly when the engine answers', () => {
    assert(
      property(looks, (look) => {
        expect(startStage(look) === 'answers').toBe(look.said === 'answers')
      }),
    )
  })
})

describe.skipIf(process.platform === 'win32')('a command', () => {
  it('tells how it ended and what it said last', async () => {
    const script = (text: string): Launch => ({ file: 'sh', arguments: ['-c', text], stays: false })
    expect(await launch(script('echo out; echo first >&2; echo last >&2; exit 3'))).toEqual({
      ok: false,
      said: 'last',
      output: 'out\n',
    })
    expect(await launch(script('echo out'))).toEqual({ ok: true, said: '', output: 'out\n' })
  })

  it('that is not there did not begin', async () => {
    for (const stays of [true, false])
      expect(await launch({ file: '/none', arguments: [], stays })).toMatchObject({ ok: false })
  })

  it('that stays is not waited for', async () => {
    const before = Date.now()
    expect(await launch({ file: 'sleep', arguments: ['3'], stays: true })).toMatchObject({ ok: true })
    expect(Date.now() - before).toBeLessThan(2000)
  })
})
