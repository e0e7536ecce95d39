import { posix } from 'node:path'
import { endedWith, type PythonProcess } from '../python-process'
import { within } from '../../waiting/limit'
import { containerEnvironment, openContainer, startLimit, type ContainerSource } from './container-python'
import { filesFolder, homeFolder } from './session-files'

export interface ContainedProgram {
  readonly source: ContainerSource
  readonly resources: string
  readonly address: string
  /** One of resources/python. */
  readonly script: string
}

/** Starts a program with the Python of a container, which ends with it. */
export const startContainedPython = async (
  { source, resources, address, script }: ContainedProgram,
  signal: AbortSignal,
): Promise<PythonProcess> => {
  const container = await openContainer(source, resources, address, signal)
  // As in a terminal: what is left behind is removed when the next one is opened.
  const end = (): Promise<void> => container.end().catch(() => undefined)
  try {
    const { input, output, errors, ended } = await within(signal, startLimit, (own) =>
      container.run({
        command: ['python', '-I', '-X', 'utf8', posix.join(filesFolder, script)],
        environment: containerEnvironment(address),
        folder: homeFolder,
        signal: own,
      }),
    )
    const told = async (): Promise<string> => {
      const status = await ended
      await end()
      return endedWith(status)
    }
    return { input, output, errors, kill: () => void end(), ended: told() }
  } catch (error) {
    await end()
    throw error
  }
}
