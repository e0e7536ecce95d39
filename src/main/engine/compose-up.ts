import type Docker from 'dockerode'
import { z } from 'zod'
import { Failure } from '../../shared/errors'
import { ask } from './ask'
import { checkCompose } from './compose'
import { runDocker } from './compose-command'
import { composeFailure, refusedPort, tellingLine } from './compose-failure'
import { composeText, labelled } from './compose-model'
import { portHolder } from '../machine/port-holder'
import type { ProjectOptions } from './project-options'

const publishing = z.array(
  z.object({ Names: z.array(z.string()), Ports: z.array(z.object({ PublicPort: z.number().optional() })) }),
)

/** A container that publishes the port is told by its name: the process that listens for it belongs to the engine. */
const holderOf = async (docker: Docker, port: number): Promise<string | undefined> => {
  const containers = publishing.parse(await docker.listContainers())
  const found = containers.find(({ Ports }) => Ports.some(({ PublicPort }) => PublicPort === port))
  if (found) return `the container ${(found.Names[0] ?? '').replace(/^\//, '')}`
  const holder = await portHolder(port)
  return holder && `process ${holder.pid}: ${holder.command.slice(0, 200)}`
}

/**
 * Creates and starts services and what they depend on, by Compose. Images are not loaded here: that is a step of its own,
 * with progress. The model goes in on standard input, so that no path matters.
 */
export const composeUp = async (
  { link: { docker, command }, name, home, folder, model }: ProjectOptions,
  services: readonly string[],
  log: (line: string) => void,
  signal: AbortSignal,
): Promise<void> => {
  if (command === null) {
    await checkCompose(command, signal)
    return
  }
  const options = ['--project-name', name, '--project-directory', folder, '--file', '-']
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
