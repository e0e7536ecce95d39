import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../../shared/errors'
import type { Outcome } from './command'
import { markerName, pythonFile, tryImports, type HostPython, type Marker } from './environment-check'
import { explainInstaller, noProgress, packageIndex, readProgress } from './installer-output'
import { kitDamaged, unpackPython, type KitPython } from './kit-python'
import { installerEnvironment, type Machine } from './machine'
import { findPythons, type FoundPython } from './python-finder'
import { fetchUv, findUv, type FoundUv } from './uv'

export interface BuildOptions {
  readonly machine: Machine
  /** Where the environment comes to stand. */
  readonly folder: string
  /** Where fetched tools stay: `uv`, and a Python if none was here. */
  readonly tools: string
  /** The program's folder `resources`; an installed program has a `uv` beside it. */
  readonly resources: string
  readonly requirements: { readonly file: string; readonly hash: string; readonly packages: number }
  /** Where a classroom's kit is at hand: then nothing is asked of the network. */
  readonly kit: KitPython | null
  readonly signal: AbortSignal
  readonly tell: (detail: string, progress: number) => void
}

/** How the environment can be made on this machine. */
type Way =
  | { readonly kind: 'uv'; readonly uv: FoundUv; readonly python: string | null }
  | { readonly kind: 'venv'; readonly python: string }
  | { readonly kind: 'kit'; readonly python: string; readonly kit: KitPython }

/** 66 MB over a slow line, unpacked under a virus scanner. */
const installLimit = 15 * 60_000
/** With no Python here, `uv` fetches one: 30 MB more. */
const fetchedVersion = '3.12'
/** Where `uv` has it from, the second where the first does not answer. */
const pythonsPlace = 'The place that Python comes from (releases.astral.sh, github.com)'

/** Company networks put their own certificate into the system's store; uv looks there only when told, by either name. */
const systemCertificates = { UV_SYSTEM_CERTS: 'true', UV_NATIVE_TLS: 'true' }
/** Where systems of Linux keep it; where none is kept, those that uv brings serve. */
const certificateFolders = ['/etc/ssl/certs', '/etc/pki/tls/certs'] as const

const what = 'The Python environment of the terminal was not made.'

const nowhere = (found: readonly FoundPython[]): Failure =>
  new Failure({
    code: 'PYTHON_MISSING',
    what,
    why:
      found.length === 0
        ? 'No Python and no uv is on this machine.'
        : `Python ${found.map(({ version }) => version.join('.')).join(', ')} is here, but none is 3.10 to 3.14, 64 bit and able to make environments.`,
    fix: 'Install Python 3.12 from https://www.python.org/downloads/ (Debian, Ubuntu: sudo apt install python3-venv), then try again.',
  })

const chooseWay = async (options: BuildOptions, venvWorks: boolean): Promise<Way> => {
  const { machine, tools, resources, kit, signal, tell } = options
  if (kit !== null) {
    tell('Unpacking the Python of the classroom’s kit', 0.01)
    return { kind: 'kit', kit, python: await unpackPython(kit, tools, machine.platform, what) }
  }
  tell('Looking for Python', 0.01)
  const found = await findPythons(machine, signal)
  const suitable = found.filter((python) => python.suitable)
  const complete = suitable.find((python) => python.venv && venvWorks)
  const python = (complete ?? suitable[0])?.file ?? null
  const uv = await findUv(machine, { tools, resources }, signal)
  if (uv !== null) return { kind: 'uv', uv, python }
  if (complete) return { kind: 'venv', python: complete.file }
  const withPip = found.find(({ pip }) => pip)
  if (!withPip) throw nowhere(found)
  tell('Fetching uv, which makes the environment', 0.02)
  const fetched = await fetchUv(machine, withPip, tools, signal, () => {})
  if ('said' in fetched) throw new Failure(explainInstaller(what, fetched.said))
  return { kind: 'uv', uv: { file: fetched.file, of: 'earlier' }, python }
}

/** What a `uv` keeps goes where it is removed with the rest, unless it is the user's own, which has its places. */
const environmentOf = ({ machine, tools }: BuildOptions, way: Way): NodeJS.ProcessEnv => ({
  ...installerEnvironment(machine),
  UV_PYTHON_INSTALL_DIR: join(tools, 'interpreters'),
  ...(way.kind === 'uv' && way.uv.of !== 'machine' ? { UV_CACHE_DIR: join(tools, 'cache') } : {}),
  // Else it would take one of this machine after all, which was found unsuitable.
  ...(way.kind === 'uv' && way.python === null ? { UV_PYTHON_PREFERENCE: 'only-managed' } : {}),
  ...(machine.platform !== 'linux' || certificateFolders.some((folder) => machine.exists(folder))
    ? systemCertificates
    : {}),
})

const makeEmpty = (options: BuildOptions, way: Way): Promise<Outcome> => {
  const { machine, folder, signal, tools } = options
  const common = { environment: environmentOf(options, way), limit: installLimit, signal, folder: tools }
  if (way.kind !== 'uv')
    return machine.run({ ...common, file: way.python, arguments: ['-m', 'venv', folder] })
  return machine.run({
    ...common,
    file: way.uv.file,
    arguments: ['venv', '--no-project', '--python', way.python ?? fetchedVersion, folder],
  })
}

const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input'] as const

const installerWords = (way: Way, python: string, requirements: string): readonly string[] => {
  if (way.kind === 'uv') return ['pip', 'install', '--python', python, '-r', requirements]
  if (way.kind === 'venv') return [...pip, '--prefer-binary', '-r', requirements]
  const { wheels, lock } = way.kit
  // Each wheel is in the lock with its digest: nothing is left to be looked for.
  return [...pip, '--no-index', '--no-deps', '--require-hashes', '--find-links', wheels, '-r', lock]
}

/** pip reads no settings at all where this is exactly Python's `os.devnull`; Node's name for the same is another on Windows. */
const noPipSettings = (platform: Machine['platform']): string => (platform === 'win32' ? 'nul' : '/dev/null')

/** The user's own may name places in the network, or wheels that are not the kit's. */
const withoutPipSettings = (
  environment: NodeJS.ProcessEnv,
  platform: Machine['platform'],
): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(environment).filter(([name]) => !name.toUpperCase().startsWith('PIP_')),
  ),
  PIP_CONFIG_FILE: noPipSettings(platform),
})

const installInto = (options: BuildOptions, way: Way): Promise<Outcome> => {
  const { machine, folder, requirements, signal, tell, tools } = options
  const python = pythonFile(machine.platform, folder)
  const environment = environmentOf(options, way)
  let progress = noProgress(requirements.packages)
  return machine.run({
    file: way.kind === 'uv' ? way.uv.file : python,
    arguments: installerWords(way, python, requirements.file),
    environment: way.kind === 'kit' ? withoutPipSettings(environment, machine.platform) : environment,
    limit: installLimit,
    signal,
    folder: tools,
    onLine: (line) => {
      const next = readProgress(progress, line)
      if (next === progress) return
      progress = next
      tell(progress.detail, 0.1 + 0.75 * progress.fraction)
    },
  })
}

/** What went wrong with a kit is not told in the words of a missing network. */
const explain = (way: Way, said: string, from: string): Failure => {
  const info = explainInstaller(what, said, from)
  if (way.kind !== 'kit' || info.code === 'DISK_FULL') return new Failure(info)
  return kitDamaged(
    way.kit.kit,
    what,
    `Its wheels could not be installed. ${said.trim().split('\n').slice(-3).join(' ').slice(0, 400)}`,
  )
}

const demand = (way: Way, outcome: Outcome, from: string): void => {
  if (outcome.timedOut) {
    throw new Failure({
      code: 'PYTHON_SETUP_FAILED',
      what,
      why: `Installing took longer than ${installLimit / 60_000} minutes, so it was ended. The last it said: ${outcome.tail.slice(-200)}`,
      fix: 'Check the network connection and try again; what was fetched is kept.',
    })
  }
  if (outcome.code !== 0) throw explain(way, outcome.tail, from)
}

/**
 * Makes the environment where it will stand, from nothing. Environments carry absolute paths, so it is not built elsewhere
 * and renamed; the marker that is written last tells a complete one from the rest of an interrupted build.
 */
export const buildEnvironment = async (options: BuildOptions): Promise<HostPython> => {
  const { machine, folder, tools, requirements, signal, tell } = options
  await mkdir(tools, { recursive: true, mode: 0o700 })
  let way = await chooseWay(options, true)
  const fetches = way.kind === 'uv' && way.python === null
  tell(fetches ? 'Fetching Python (30 MB)' : 'Making an empty environment', 0.05)
  await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  let empty = await makeEmpty(options, way)
  if (way.kind === 'venv' && empty.code !== 0) {
    // Some systems ship the module without the wheels that it needs.
    way = await chooseWay(options, false)
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    empty = await makeEmpty(options, way)
  }
  demand(way, empty, way.kind === 'uv' && way.python === null ? pythonsPlace : packageIndex)
  demand(way, await installInto(options, way), packageIndex)
  tell('Checking that everything imports', 0.9)
  const versions = await tryImports(machine, folder, signal)
  if ('said' in versions) throw new Failure(explainInstaller(what, versions.said))
  const complete: Marker = { requirements: requirements.hash, ...versions }
  const file = join(folder, markerName)
  await writeFile(`${file}.new`, `${JSON.stringify(complete)}\n`)
  await rename(`${file}.new`, file)
  return {
    place: 'host',
    file: pythonFile(machine.platform, folder),
    version: versions.python,
    caveclient: versions.caveclient,
    folder,
  }
}
