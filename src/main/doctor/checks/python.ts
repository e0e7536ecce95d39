import type { PythonEnvironment } from '../../../shared/domain/terminal'
import { kitPythonHere } from '../../kit/kit-in-use'
import { createEnvironment, environmentFolder } from '../../terminal/environment'
import { thisMachine } from '../../terminal/machine'
import { findPythons, type FoundPython } from '../../terminal/python-finder'
import { findUv, type FoundUv } from '../../terminal/uv'
import { page, passed, warning, type Preflight, type Surroundings, type Verdict } from '../preflight'

interface Looked {
  readonly found: readonly FoundPython[]
  readonly uv: FoundUv | null
  /** Whether a classroom's kit that is at hand brings a Python to this machine. */
  readonly kit: boolean
}

const spelled = ({ file, version }: FoundPython): string => `Python ${version.join('.')} (${file})`

const packages = '66 MB of packages from pypi.org'
const download = `30 MB from releases.astral.sh or github.com, then ${packages}`

/** As the environment is made: of the kit, of a Python here, of one that uv fetches, with a uv that any pip fetches. */
export const judgePython = (environment: PythonEnvironment, { found, uv, kit }: Looked): Verdict => {
  if (environment.state === 'ready')
    return passed(`The terminal's environment is there: ${environment.detail}.`)
  if (kit)
    return passed(
      "The classroom's kit brings a Python; the terminal makes its environment of it at its first use.",
    )
  const pip = found.some((python) => python.pip)
  const helped = uv !== null || pip
  const serves = found.find((python) => python.suitable && (python.venv || helped))
  if (serves !== undefined) {
    return passed(
      `${spelled(serves)} is there; the terminal makes its environment at its first use, with ${packages}.`,
    )
  }
  const none =
    found[0] === undefined ? 'There is no Python on this machine.' : `${spelled(found[0])} does not serve.`
  if (uv !== null) {
    const whose = uv.of === 'program' ? 'The uv that RealCAVE brings' : `uv (${uv.file})`
    return passed(`${none} ${whose} fetches one at the terminal's first use: ${download}.`)
  }
  return warning(
    none,
    'The terminal and the lessons need 64-bit Python 3.10 to 3.14.',
    pip
      ? `Nothing, where the network reaches them: the panel fetches one at the first use, ${download}. Else install Python from https://www.python.org, or get the genuine fleet: its images carry one.`
      : 'Install Python 3.12 from https://www.python.org, or get the genuine fleet: its images carry one.',
    page('https://www.python.org/downloads/'),
  )
}

const lookAround = async ({ home, resources }: Surroundings, signal: AbortSignal): Promise<Looked> => ({
  found: await findPythons(thisMachine, signal),
  uv: await findUv(thisMachine, { tools: environmentFolder(home.folder, process.env), resources }, signal),
  kit: (await kitPythonHere(home.folder, resources).catch(() => null)) !== null,
})

const nothing: Looked = { found: [], uv: null, kit: false }

export const python: Preflight = {
  id: 'python',
  title: 'Python of the terminal',
  async look(surroundings, signal) {
    const folder = environmentFolder(surroundings.home.folder, process.env)
    const environment = createEnvironment({ folder, resources: surroundings.resources })
    for await (const state of environment.watch(signal)) {
      return judgePython(state, state.state === 'ready' ? nothing : await lookAround(surroundings, signal))
    }
    return judgePython(environment.state, nothing)
  },
}
