import type Docker from 'dockerode'
import { z } from 'zod'
import { Failure } from '../../shared/errors'
import { ask } from './ask'
import { runDocker, type DockerCommand } from './compose-command'

const told = z.object({ ID: z.string() })

const otherEngine = (file: string): Failure =>
  new Failure({
    code: 'COMPOSE_MISSING',
    what: 'The command "docker" of this distribution is missing, and that of Windows does not reach its engine.',
    why: `${file} talks to Docker Desktop on Windows, and the engine that answers here is another one.`,
    fix: 'Switch on Docker Desktop’s WSL integration for this distribution (Settings > Resources > WSL integration), or install Docker’s command and its Compose plugin in it. Meanwhile the practice fleet runs without it: --fleet practice.',
  })

/** Fails where the command of Windows' would start the fleet on another engine than the one that answers here. */
export const checkSameEngine = async (
  command: DockerCommand,
  docker: Docker,
  signal: AbortSignal,
): Promise<void> => {
  if (!command.windows) return
  const { ID } = told.parse(
    await ask('The engine could not be asked about itself.', signal, () => docker.info()),
  )
  const { status, output } = await runDocker(command, ['info', '--format', '{{.ID}}'], {}, signal)
  if (status !== 0 || output.trim() !== ID) throw otherEngine(command.file)
}
