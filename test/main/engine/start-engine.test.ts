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
import { processExists } from '../../../src/main/home/process-identity'

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
  /** What "docker desktop status" tells; null where it knows no such command. */
  status: ((running: boolean) => string) | null = null
  /** Docker Desktop itself is open all the time. */
  isOpen = false

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
    if (/tasklist(?:\.exe)?$/.test(file))
      return { ok: true, said: '', output: this.#running || this.isOpen ? 'Docker Desktop.exe' : 'INFO' }
    if (given[1] === 'status')
      return this.status === null
        ? { ok: false, said: 'unknown command', output: '' }
        : { ok: true, said: '', output: JSON.stringify({ Status: this.status(this.#running) }) }
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

  it('begins also where Docker Desktop is open, and its engine stopped', async () => {
    const machine = new Machine(['machine', 'answers'])
    machine.isOpen = true
    machine.status = (running) => (running ? 'starting' : 'stopped')
    await machine.start()
    expect(machine.launches).toEqual(['C:\\docker.exe desktop start --detach'])
    expect(machine.stages).toEqual(['program', 'machine', 'answers'])
  })

  it('does not begin a second one beside one that is under way', async () => {
    const machine = new Machine(['absent'])
    machine.isOpen = true
    machine.status = () => 'starting'
    await expect(machine.start()).rejects.toMatchObject({ info: { code: 'TIMED_OUT' } })
    expect(machine.launches).toEqual([])
  })

  it('from WSL says what is missing where the engine runs on Windows and cannot be reached', async () => {
    const machine = new Machine(['machine'])
    machine.status = (running) => (running ? 'Running' : 'Stopped')
    const inWsl = surroundings({ platform: 'linux', wsl: true })
    await expect(machine.start(inWsl)).rejects.toMatchObject({
      info: { code: 'ENGINE_MISSING', fix: expect.stringContaining('WSL integration') },
    })
    expect(machine.launches).toEqual(['C:\\docker.exe desktop start --detach'])
    expect(machine.clock).toBeLessThan(startLimit.milliseconds)
  })

  it('ends with the signal while a command runs', async () => {
    const controller = new AbortController()
    const machine = new Machine(['machine'])
    const means: StartMeans = {
      ...machine.means,
      run: async (given) => {
        if (given.arguments[1] === 'start') controller.abort()
        return { ok: false, said: 'It was not waited for.', output: '' }
      },
    }
    const starting = startEngine(surroundings(), () => undefined, controller.signal, means)
    await expect(starting).rejects.toMatchObject({ info: { code: 'CANCELLED' } })
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

  it('are those of Windows in WSL', () => {
    const inWsl = { platform: 'linux', wsl: true } as const
    const program = '/mnt/c/Program Files/Docker/Docker/Docker Desktop.exe'
    const cli = '/mnt/c/Program Files/Docker/Docker/resources/bin/docker.exe'
    expect(plan(inWsl, { cli, desktop: program })).toEqual([`${cli} desktop start --detach`, program])
    // The command of Linux knows nothing of a Docker Desktop on Windows.
    expect(plan(inWsl, { cli: '/usr/bin/docker', desktop: program })).toEqual([program])
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
    expect(await launch(script('echo out; echo first >&2; echo last >&2; exit 3'), never)).toEqual({
      ok: false,
      said: 'last',
      output: 'out\n',
    })
    expect(await launch(script('echo out'), never)).toEqual({ ok: true, said: '', output: 'out\n' })
  })

  it('that is not there did not begin', async () => {
    for (const stays of [true, false])
      expect(await launch({ file: '/none', arguments: [], stays }, never)).toMatchObject({ ok: false })
  })

  it('that stays is not waited for', async () => {
    expect(await launch({ file: 'sleep', arguments: ['3'], stays: true }, never)).toMatchObject({ ok: true })
  })

  /** Of a program that tells it. */
  const pidIn = (text: string): number => Number(/pid (\d+)/.exec(text)?.[1])

  it('is over when it ends, though what it has started keeps its output open', async () => {
    const script = 'sleep 600 & echo "pid $!"; echo begun'
    const { ok, output } = await launch({ file: 'sh', arguments: ['-c', script], stays: false }, never)
    process.kill(pidIn(output))
    expect([ok, output]).toEqual([true, expect.stringContaining('begun\n')])
  })

  it('ends with the signal, as one that failed', async () => {
    const controller = new AbortController()
    const given: Launch = { file: 'sleep', arguments: ['600'], stays: false }
    const running = launch(given, controller.signal)
    controller.abort()
    expect(await running).toMatchObject({ ok: false, said: 'It was not waited for.' })
    expect(await launch(given, controller.signal)).toMatchObject({ ok: false })
  })

  it('that hangs is ended at its limit, also where it heeds no request to end', async () => {
    const script = 'trap "" TERM; echo "pid $$"; while :; do sleep 0.1; done'
    const given: Launch = { file: 'sh', arguments: ['-c', script], stays: false }
    const { ok, said, output } = await launch(given, never, 500)
    expect([ok, said]).toEqual([false, 'It did not end within 0.5 s.'])
    await expect.poll(() => processExists(pidIn(output))).toBe(false)
  })
})
