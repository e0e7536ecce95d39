import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { Failure } from '../../../shared/errors'
import { explainInstaller } from '../../terminal/installer-output'
import { installerEnvironment, type Machine } from '../../terminal/machine'
import { digestOf } from '../digest'
import { lockFile, readLock, type Target } from '../targets'

export interface WheelSource {
  readonly machine: Machine
  /** Any Python with pip. */
  readonly python: string
  readonly resources: string
  /** Of the Python that they are for. */
  readonly version: string
  readonly platforms: readonly string[]
}

/** 100 MB over a slow line. */
const limit = 30 * 60_000

/** Those that are there already and right; everything else in the folder goes. */
const sift = async (folder: string, wanted: ReadonlySet<string>, signal: AbortSignal): Promise<number> => {
  await mkdir(folder, { recursive: true })
  const found = new Set<string>()
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name)
    const sha256 = await digestOf(file, signal).catch(() => '')
    if (wanted.has(sha256) && !found.has(sha256)) found.add(sha256)
    else await rm(file, { recursive: true, force: true })
  }
  return found.size
}

const minor = (version: string): string => version.split('.').slice(0, 2).join('.')

/** Each wheel is named by the lock: nothing is left to be chosen, and nothing to be built. */
const words = (
  lock: string,
  folder: string,
  version: string,
  platforms: readonly string[],
): readonly string[] => {
  const pip = '-m pip download --disable-pip-version-check --no-input --no-deps --require-hashes'
  const what = `--only-binary :all: --implementation cp --python-version ${minor(version)}`
  const systems = platforms.flatMap((platform) => ['--platform', platform])
  return [...pip.split(' '), ...what.split(' '), ...systems, '-r', lock, '-d', folder]
}

/** Downloads the wheels of a target, whatever this machine is: each the one whose digest the lock names. */
export const bringWheels = async (
  target: Target,
  folder: string,
  { machine, python, resources, version, platforms }: WheelSource,
  report: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<void> => {
  const wanted = new Set(await readLock(resources, target))
  const there = await sift(folder, wanted, signal)
  report(there, wanted.size)
  if (there === wanted.size) return
  let seen = 0
  const outcome = await machine.run({
    file: python,
    arguments: words(lockFile(resources, target), folder, version, platforms),
    environment: installerEnvironment(machine),
    limit,
    signal,
    onLine: (line) => {
      if (line.trim().startsWith('Collecting ')) report((seen += 1), wanted.size)
    },
  })
  const what = `The wheels for ${target} were not downloaded.`
  if (outcome.timedOut)
    throw new Failure({
      code: 'TIMED_OUT',
      what,
      why: `It took longer than ${limit / 60_000} minutes, so it was ended.`,
      fix: 'Start the same command again: what came is kept.',
    })
  if (outcome.code !== 0) throw new Failure(explainInstaller(what, outcome.tail))
  const now = await sift(folder, wanted, signal)
  if (now === wanted.size) return
  throw new Failure({
    code: 'PULL_FAILED',
    what,
    why: `${wanted.size - now} of ${wanted.size} are missing.`,
    fix: 'Start the same command again: what came is kept.',
  })
}
