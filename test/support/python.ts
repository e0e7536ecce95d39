import { resolve } from 'node:path'
import { createEnvironment, type Environment } from '../../src/main/terminal/environment'
import type { HostPython } from '../../src/main/terminal/environment-check'

const root = resolve(import.meta.dirname, '../..')

/** Where tests keep the one environment that they share; made once (network needed then), reused while it is complete. */
const pythonFolder = resolve(root, '.cache/python')

export const testEnvironment: Environment = createEnvironment({
  folder: pythonFolder,
  resources: resolve(root, 'resources'),
})

/** The ready environment, made by the product's own code if it is not there yet. `file` is its python. */
export const testPython = async (): Promise<HostPython> => {
  const python = await testEnvironment.ready(AbortSignal.timeout(10 * 60_000))
  if (python.place === 'container') throw new Error('A Python of this machine was asked for.')
  return python
}

/** For child processes: the product itself then uses the shared environment too. */
export const withTestPython = { REALCAVE_PYTHON_ENV: pythonFolder }
