import { expect, test } from 'vitest'
import { openEngineStarter, type StarterMeans } from '../../../src/main/engine/engine-starter'
import type { EngineSearch } from '../../../src/main/engine/find-engine'
import type { Installed } from '../../../src/main/engine/installed'
import type { Surroundings } from '../../../src/main/engine/surroundings'
import type { EngineStart } from '../../../src/shared/domain/engine'
import { Failure, type ErrorCode } from '../../../src/shared/errors'

const desktop: Installed = { cli: '/bin/docker', desktop: '/Applications/Docker.app' }
const nothing: Installed = { cli: null, desktop: null }
const plain: Installed = { cli: '/usr/bin/docker', desktop: null }

const failure = (code: ErrorCode): Failure => new Failure({ code, what: 'None.', why: 'So.', fix: 'Do.' })

const search = (installed: Installed, code: ErrorCode | null): EngineSearch =>
  code === null
    ? { found: true, source: 'x', address: { kind: 'tcp', port: 1 }, tries: [], installed }
    : { found: false, failure: failure(code), tries: [], installed }

const starter = (
  installed: Installed,
  code: ErrorCode | null = 'ENGINE_MISSING',
  given: Partial<Surroundings> = {},
  means: Partial<StarterMeans> = {},
) =>
  openEngineStarter({
    surroundings: { platform: 'darwin', environment: {}, homeFolder: '/home/me', wsl: false, ...given },
    search: async () => search(installed, code),
    installed: async () => installed,
    ...means,
  })

test.each([
  ['one that answers', desktop, null, {}, 'none'],
  ['a stopped Docker Desktop', desktop, 'ENGINE_MISSING', {}, 'start'],
  ['no Docker at all', nothing, 'ENGINE_MISSING', {}, 'get'],
  [
    'a service of the system, which only an administrator starts',
    plain,
    'ENGINE_MISSING',
    { platform: 'linux' },
    'none',
  ],
  [
    'Docker Desktop on the other side of WSL',
    plain,
    'ENGINE_MISSING',
    { platform: 'linux', wsl: true },
    'none',
  ],
  ['one that refuses this user', desktop, 'ENGINE_DENIED', {}, 'none'],
  ['one on another machine', desktop, 'ENGINE_REFUSED', {}, 'none'],
] as const)('%s: what can be done from here', async (_name, installed, code, given, remedy) => {
  const engine = starter(installed, code, given)
  const status = await engine.status()
  expect(status.remedy).toBe(remedy)
  expect(status.trouble?.code ?? null).toBe(code)
})

test.each([
  ['Docker Desktop', desktop, {}, true],
  ['a service of the system', plain, { platform: 'linux' }, false],
  ['WSL', plain, { platform: 'linux', wsl: true }, false],
  ['nothing', nothing, {}, false],
] as const)('%s: whether there is something to start', async (_name, installed, given, can) => {
  expect(await starter(installed, 'ENGINE_MISSING', given).canStart()).toBe(can)
})

test.each([
  [{ platform: 'win32' }, 'windows-install'],
  [{ platform: 'darwin' }, 'mac-install'],
  [{ platform: 'linux' }, '/engine/install/'],
  [{ platform: 'linux', wsl: true }, 'windows-install'],
] as const)('the page to get it from is the one for %o', async (given, page) => {
  expect((await starter(nothing, 'ENGINE_MISSING', given).status()).page).toContain(page)
})

/** The states up to the end of a start. */
const follow = async (
  engine: ReturnType<typeof starter>,
  seen: (start: EngineStart) => void = () => undefined,
) => {
  const states: string[] = []
  for await (const start of engine.watch(new AbortController().signal)) {
    states.push([start.state, start.stage, start.error?.code].filter(Boolean).join(' '))
    seen(start)
    if (start.state !== 'starting') break
  }
  return states
}

test('a start tells each stage, then that the engine answers', async () => {
  const release: (() => void)[] = []
  const released = () => new Promise<void>((resolve) => release.push(resolve))
  const engine = starter(
    desktop,
    'ENGINE_MISSING',
    {},
    {
      run: async (_here, report) => {
        report('program', 'Waiting')
        await released()
        report('engine', 'Almost')
        await released()
      },
    },
  )
  engine.start()
  expect(await follow(engine, () => release.shift()?.())).toEqual([
    'starting Waiting',
    'starting Almost',
    'answers',
  ])
})

test('two who ask begin one start, and after its end another can begin', async () => {
  let starts = 0
  const engine = starter(
    desktop,
    'ENGINE_MISSING',
    {},
    {
      run: async () => {
        starts += 1
        await Promise.resolve()
        throw failure('TIMED_OUT')
      },
    },
  )
  engine.start()
  engine.start()
  expect((await follow(engine)).at(-1)).toBe('failed TIMED_OUT')
  await engine.cancel()
  engine.start()
  expect((await follow(engine)).at(-1)).toBe('failed TIMED_OUT')
  expect(starts).toBe(2)
})

test('a cancel ends the wait, and so does the end of the panel', async () => {
  for (const end of ['cancel', 'close'] as const) {
    const engine = starter(
      desktop,
      'ENGINE_MISSING',
      {},
      {
        run: (_here, _report, signal) =>
          new Promise((_resolve, reject) =>
            signal.addEventListener('abort', () => reject(failure('CANCELLED'))),
          ),
      },
    )
    engine.start()
    await engine[end]()
    expect(await follow(engine)).toEqual(['cancelled'])
  }
})
