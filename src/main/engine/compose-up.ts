import type Docker from 'dockerode'
import { Failure } from '../../shared/errors'
import { ask } from './ask'
import { checkCompose } from './compose'
import { runDocker } from './compose-command'
import { composeFailure, refusedPort, tellingLine } from './compose-failure'
import { composeText, labelled } from './compose-model'
import { portHolder } from '../machine/port-holder'
import { portPublisher } from './port-publisher'
import type { ProjectOptions } from './project-options'
import { windowsFolder } from './windows-command'

/** A container is told by its name. */
const holderOf = async (docker: Docker, port: number): Promise<string | undefined> => {
  const publisher = await portPublisher(docker, port)
  if (publisher !== null) return `the container ${publisher}`
  const holder = await portHolder(port)
  return holder && `process ${holder.pid}: ${holder.command.slice(0, 200)}`
}

/**
 * Creates and starts services and what they depend on, by Compose. Images are not loaded here: that is a step of its own,
 * with progress. The model goes in on standard input, so that no path matters.
 */
export const composeUp = async (
  { link: { docker, command: find }, name, home, folder, model }: ProjectOptions,
  services: readonly string[],
  log: (line: string) => void,
  signal: AbortSignal,
): Promise<void> => {
  const command = await find()
  if (command === null) {
    await checkCompose(command, signal)
    return
  }
  const directory = command.windows ? windowsFolder(folder, command.environment) : folder
  const options = ['--project-name', name, '--project-directory', directory, '--file', '-']
  const up = ['up', '--detach', '--no-build', '--pull', 'never', ...services]
  const { status, lastLines } = await runDocker(
    command,
    ['compose', '--ansi', 'never', '--progress', 'plain', ...options, ...up],
    { input: composeText(labelled(model(), home)), onLine: log },
    signal,
  )
  if (status === 0) return
  // An old Compose refuses the model, one that is missing everything: neither begins something first.
  await checkCompose(command, signal)
  const what = `${services.join(', ')} could not be started.`
  const why = tellingLine(lastLines)
  const port = refusedPort(why)
  const holder =
    port === undefined
      ? undefined
      : await ask(what, signal, () => holderOf(docker, port)).catch(() => undefined)
  throw new Failure(composeFailure({ what, why, holder }))
}
