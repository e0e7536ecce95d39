import type { PythonEnvironment } from '../../../shared/domain/terminal'
import { createEnvironment, environmentFolder } from '../../terminal/environment'
import { thisMachine } from '../../terminal/machine'
import { findPythons, type FoundPython } from '../../terminal/python-finder'
import { page, passed, warning, type Preflight, type Verdict } from '../preflight'

const spelled = ({ file, version }: FoundPython): string => `Python ${version.join('.')} (${file})`

export const judgePython = (environment: PythonEnvironment, found: readonly FoundPython[]): Verdict => {
  if (environment.state === 'ready')
    return passed(`The terminal's environment is there: ${environment.detail}.`)
  const serves = found.find((python) => python.suitable)
  if (serves !== undefined) {
    return passed(`${spelled(serves)} is there; the terminal makes its environment at its first use.`)
  }
  return warning(
    found[0] === undefined ? 'There is no Python on this machine.' : `${spelled(found[0])} does not serve.`,
    'The terminal and the lessons need 64-bit Python 3.10 to 3.14.',
    'Nothing, where the network reaches PyPI and GitHub: the panel fetches one at the first use. Else install Python from https://www.python.org, or get the genuine fleet: its images carry one.',
    page('https://www.python.org/downloads/'),
  )
}

export const python: Preflight = {
  id: 'python',
  title: 'Python of the terminal',
  async look({ home, resources }, signal) {
    const folder = environmentFolder(home.folder, process.env)
    const environment = createEnvironment({ folder, resources })
    for await (const state of environment.watch(signal)) {
      return judgePython(state, state.state === 'ready' ? [] : await findPythons(thisMachine, signal))
    }
    return judgePython(environment.state, [])
  },
}
