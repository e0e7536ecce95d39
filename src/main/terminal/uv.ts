import { dirname, join } from 'node:path'
import { filesNamed, installerEnvironment, type Machine } from './machine'
import type { FoundPython } from './python-finder'

const answerLimit = 15_000
/** 20 MB over a slow line. */
const fetchLimit = 300_000

/** Older ones know no `venv --no-project`. */
const oldest = [0, 5] as const

const isRecent = (said: string): boolean => {
  const [, major, minor] = /^uv (\d+)\.(\d+)/.exec(said) ?? []
  return Number(major) > oldest[0] || (Number(major) === oldest[0] && Number(minor) >= oldest[1])
}

/** Whether it runs here, and can what is asked of it. */
const serves = async (machine: Machine, file: string, signal: AbortSignal): Promise<boolean> => {
  if (!machine.exists(file)) return false
  const outcome = await machine.run({
    file,
    arguments: ['--version'],
    environment: installerEnvironment(machine),
    limit: answerLimit,
    signal,
  })
  return outcome.code === 0 && isRecent(outcome.standardOutput)
}

const programName = ({ platform }: Machine): string => (platform === 'win32' ? 'uv.exe' : 'uv')

const ownUv = (machine: Machine, folder: string): string => join(folder, 'uv', 'bin', programName(machine))

/** An installed program brings one, beside its folder `resources`; a checkout has none there. */
const shippedUv = (machine: Machine, resources: string): string =>
  join(dirname(resources), 'uv', programName(machine))

export interface UvPlaces {
  /** Our folder, into which an earlier run may have fetched one. */
  readonly tools: string
  /** The program's folder `resources`. */
  readonly resources: string
}

export interface FoundUv {
  readonly file: string
  readonly of: 'machine' | 'program' | 'earlier'
}

/** The `uv` of the machine, else the one that the program brings, else the one that an earlier run fetched into our folder. */
export const findUv = async (
  machine: Machine,
  { tools, resources }: UvPlaces,
  signal: AbortSignal,
): Promise<FoundUv | null> => {
  const candidates: readonly FoundUv[] = [
    ...filesNamed(machine, 'uv').map((file) => ({ file, of: 'machine' as const })),
    { file: shippedUv(machine, resources), of: 'program' },
    { file: ownUv(machine, tools), of: 'earlier' },
  ]
  for (const candidate of candidates) if (await serves(machine, candidate.file, signal)) return candidate
  return null
}

/** What fetching came to: the file, or what the installer said. */
export type FetchedUv = { readonly file: string } | { readonly said: string }

/** Fetches `uv` from the package index into our folder with any pip at all; nothing is installed into that Python. */
export const fetchUv = async (
  machine: Machine,
  python: FoundPython,
  folder: string,
  signal: AbortSignal,
  onLine: (line: string) => void,
): Promise<FetchedUv> => {
  const outcome = await machine.run({
    file: python.file,
    arguments: [
      '-m',
      'pip',
      'install',
      '--disable-pip-version-check',
      '--no-input',
      '--upgrade',
      '--target',
      join(folder, 'uv'),
      `uv>=${oldest.join('.')}`,
    ],
    environment: installerEnvironment(machine),
    limit: fetchLimit,
    signal,
    onLine,
  })
  const file = ownUv(machine, folder)
  return outcome.code === 0 && (await serves(machine, file, signal)) ? { file } : { said: outcome.tail }
}
