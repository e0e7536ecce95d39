import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PythonEnvironment } from '../../shared/domain/terminal'
import { cancelled, toFailure } from '../../shared/errors'
import { Latest } from '../waiting/latest'
import { takeBuildLock } from './build-lock'
import { buildEnvironment } from './environment-build'
import type { ContainerSource } from './container/container-python'
import type { ContainedPython } from './container/find-container'
import { createInstead } from './container/instead'
import { checkEnvironment, hashOf, type HostPython } from './environment-check'
import { packageCount } from './installer-output'
import type { KitPython } from './kit-python'
import { thisMachine, type Machine } from './machine'

export interface EnvironmentOptions {
  /** Holds the environment, one folder a set of requirements. */
  readonly folder: string
  /** The product's resources; `python/requirements.txt` is below. */
  readonly resources: string
  readonly machine?: Machine
  /** Where a container may serve in the place of this machine's Python. */
  readonly container?: () => Promise<ContainerSource>
  /** What a classroom's kit brings for this machine; null where there is none, or it is out of reach. */
  readonly kit?: () => Promise<KitPython | null>
  /** `container`: this machine's Python is not looked for. */
  readonly wanted?: 'container' | undefined
}

/** What a session runs in: an environment of this machine, or a container. */
export type Python = HostPython | ContainedPython

/** The terminal's Python environment. */
export interface Environment {
  /** The state now and each change of it, until the signal. Looks first, without building. */
  watch(signal: AbortSignal): AsyncIterable<PythonEnvironment>
  /** The environment, made or repaired if need be. Callers share one build, which ends when the last of them gives up. */
  ready(signal: AbortSignal): Promise<Python>
  readonly state: PythonEnvironment
}

/** A shared environment is used where REALCAVE_PYTHON_ENV names its folder. */
export const environmentFolder = (
  home: string,
  variables: Readonly<Record<string, string | undefined>>,
): string => variables['REALCAVE_PYTHON_ENV'] ?? join(home, 'python')

/** Another process may be fetching 66 MB over a slow line. */
const lockLimit = 20 * 60_000

const notMade = 'The Python environment of the terminal was not made.'

const absent: PythonEnvironment = {
  state: 'absent',
  detail: 'The Python environment is made when the terminal first needs it.',
  progress: null,
  error: null,
}

const describePython = ({ place, version, caveclient }: Python): string =>
  `Python ${version} · caveclient ${caveclient}${place === 'container' ? ' · in a container' : ''}`

/** For who must not, or does not want to, have Python packages on the machine. */
export const wantedPlace = (
  variables: Readonly<Record<string, string | undefined>>,
): 'container' | undefined => (variables['REALCAVE_PYTHON'] === 'container' ? 'container' : undefined)

const stateOf = (python: Python): PythonEnvironment => ({
  state: 'ready',
  detail: describePython(python),
  progress: 1,
  error: null,
})

interface Requirements {
  readonly file: string
  readonly hash: string
  readonly packages: number
}

const readRequirements = async (resources: string): Promise<Requirements> => {
  const file = join(resources, 'python', 'requirements.txt')
  const text = await readFile(file, 'utf8')
  return { file, hash: hashOf(text), packages: packageCount(text) }
}

/** Resolves as the shared work does; the caller's own signal ends only the caller's waiting. */
const orGiveUp = async <T>(work: Promise<T>, signal: AbortSignal): Promise<T> => {
  const failure = cancelled('Making the Python environment.')
  if (signal.aborted) throw failure
  let stop = (): void => {}
  const gaveUp = new Promise<never>((_resolve, reject) => {
    stop = () => reject(failure)
    signal.addEventListener('abort', stop, { once: true })
  })
  return Promise.race([work, gaveUp]).finally(() => signal.removeEventListener('abort', stop))
}

export const createEnvironment = (options: EnvironmentOptions): Environment => {
  const { folder, resources, machine = thisMachine, wanted, kit = async () => null } = options
  const latest = new Latest<PythonEnvironment>()
  latest.set(absent)
  const now = (): PythonEnvironment => latest.value ?? absent
  let building: { readonly work: Promise<Python>; readonly stop: AbortController; waiting: number } | null =
    null

  const tell = (detail: string, progress: number): void =>
    latest.set({ state: 'preparing', detail, progress, error: null })

  const instead = createInstead(options.container, () =>
    tell('Looking for a Python in Docker’s images', 0.05),
  )

  const look = async (signal: AbortSignal): Promise<HostPython | null> => {
    if (wanted === 'container') return null
    const { hash } = await readRequirements(resources)
    return checkEnvironment(machine, join(folder, hash.slice(0, 12)), hash, signal)
  }

  const makeHere = async (signal: AbortSignal): Promise<HostPython> => {
    const there = await look(signal)
    if (there !== null) return there
    const requirements = await readRequirements(resources)
    const own = join(folder, requirements.hash.slice(0, 12))
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const lock = await takeBuildLock(join(folder, 'building'), {
      limit: lockLimit,
      signal,
      onWait: () => tell('Another process is making the environment', 0),
    })
    try {
      const made = lock.waited ? await look(signal) : null
      if (made !== null) return made
      const given = { machine, folder: own, tools: folder, resources, requirements, signal, tell }
      return await buildEnvironment({ ...given, kit: await kit() })
    } finally {
      await lock.release()
    }
  }

  const make = async (signal: AbortSignal): Promise<Python> => {
    const known = await instead.known(signal)
    if (known !== null) return known
    if (wanted === 'container') return instead.python(null, signal)
    try {
      return await makeHere(signal)
    } catch (error) {
      return instead.python(toFailure(error, notMade), signal)
    }
  }

  const start = (): NonNullable<typeof building> => {
    const stop = new AbortController()
    if (now().state !== 'ready') tell('Checking the Python environment', 0)
    const work = make(stop.signal).then(
      (python) => {
        building = null
        latest.set(stateOf(python))
        return python
      },
      (error: unknown) => {
        building = null
        const failure = toFailure(error, notMade)
        const gone = failure.info.code === 'CANCELLED'
        latest.set(
          gone ? absent : { state: 'failed', detail: failure.info.what, progress: null, error: failure.info },
        )
        throw failure
      },
    )
    return { work, stop, waiting: 0 }
  }

  return {
    get state() {
      return now()
    },
    async ready(signal) {
      // A build that its last asker just gave up is let end before another begins.
      while (building?.stop.signal.aborted) await building.work.catch(() => null)
      const own = (building ??= start())
      own.waiting += 1
      try {
        return await orGiveUp(own.work, signal)
      } finally {
        own.waiting -= 1
        if (own.waiting === 0) own.stop.abort()
      }
    },
    async *watch(signal) {
      if (now().state === 'absent' && building === null) {
        const there = await look(signal)
        if (there !== null && building === null) latest.set(stateOf(there))
      }
      yield* latest.follow(0, signal)
    },
  }
}
