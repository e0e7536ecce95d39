import { z } from 'zod'
import { filesNamed, installerEnvironment, type Machine } from './machine'

/** A Python that was run and told of itself. */
export interface FoundPython {
  readonly file: string
  readonly version: readonly [number, number, number]
  /** New enough, 64 bit, and the pinned packages have wheels for it. */
  readonly suitable: boolean
  /** Can make an environment by itself: Debian ships python3 without it until python3-venv is installed. */
  readonly venv: boolean
  readonly pip: boolean
}

const question = `
import importlib.util as u, json, platform, sys
print(json.dumps({
  "file": sys.executable, "version": list(sys.version_info[:3]), "wide": sys.maxsize > 2**32,
  "venv": bool(u.find_spec("venv") and u.find_spec("ensurepip")), "pip": bool(u.find_spec("pip")),
  "implementation": platform.python_implementation()}))
`

const answer = z.object({
  file: z.string().min(1),
  version: z.tuple([z.number(), z.number(), z.number()]),
  wide: z.boolean(),
  venv: z.boolean(),
  pip: z.boolean(),
  implementation: z.string(),
})

/** A candidate that hangs (a broken shim, a network drive) must not hold up the others. */
const questionLimit = 15_000
const oldestMinor = 10
const newestMinor = 14
const minors = [13, 12, 11, 10, 14]

interface Candidate {
  readonly file: string
  readonly arguments: readonly string[]
}

/** /usr/bin/python3 of a Mac without the developer tools opens an installer dialog when it is run. */
const opensDialog = (machine: Machine, file: string): boolean =>
  machine.platform === 'darwin' &&
  file.startsWith('/usr/bin/') &&
  !machine.exists('/Library/Developer/CommandLineTools/usr/bin/python3') &&
  !machine.exists('/Applications/Xcode.app/Contents/Developer/usr/bin/python3')

const candidates = (machine: Machine): readonly Candidate[] => {
  const names = [...minors.map((minor) => `python3.${minor}`), 'python3', 'python']
  const plain = names
    .flatMap((name) => filesNamed(machine, name))
    .filter((file) => !opensDialog(machine, file))
    .map((file) => ({ file, arguments: [] }))
  if (machine.platform !== 'win32') return plain
  const launcher = filesNamed(machine, 'py').slice(0, 1)
  const launched = launcher.flatMap((file) => minors.map((minor) => ({ file, arguments: [`-3.${minor}`] })))
  return [...launched, ...plain]
}

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const ask = async (
  machine: Machine,
  candidate: Candidate,
  signal: AbortSignal,
): Promise<FoundPython | null> => {
  const outcome = await machine.run({
    file: candidate.file,
    arguments: [...candidate.arguments, '-I', '-c', question],
    environment: installerEnvironment(machine),
    limit: questionLimit,
    signal,
  })
  const told = answer.safeParse(json(outcome.standardOutput.trim().split('\n').at(-1) ?? ''))
  if (outcome.code !== 0 || !told.success) return null
  const { file, version, wide, venv, pip, implementation } = told.data
  const [major, minor] = version
  const current = major === 3 && minor >= oldestMinor && minor <= newestMinor
  return { file, version, venv, pip, suitable: current && wide && implementation === 'CPython' }
}

/**
 * The Pythons of this machine, each asked by running it: a name on the PATH proves nothing (pyenv shims, the Windows store's
 * placeholder). Ends at the first that serves by itself, since the others are needed only when none does.
 */
export const findPythons = async (machine: Machine, signal: AbortSignal): Promise<readonly FoundPython[]> => {
  const found = new Map<string, FoundPython>()
  for (const candidate of candidates(machine)) {
    if (found.has(candidate.file)) continue
    const python = await ask(machine, candidate, signal)
    if (python !== null && !found.has(python.file)) found.set(python.file, python)
    if (python !== null && python.suitable && python.venv) break
  }
  return [...found.values()]
}
