import { Failure } from '../../shared/errors'
import { runDocker, type DockerCommand } from './compose-command'

/** Configs with inline content came with 2.23.1. */
const oldest = [2, 23, 1] as const

const getIt =
  'Update Docker Desktop, or install the package docker-compose-plugin: https://docs.docker.com/compose/install/.'

export const composeMissing = (why: string): Failure =>
  new Failure({ code: 'COMPOSE_MISSING', what: 'Docker Compose is missing or too old.', why, fix: getIt })

const isNewEnough = (version: string): boolean => {
  const given = version.replace(/^v/, '').split(/[.+-]/).map(Number)
  for (const [index, least] of oldest.entries()) {
    const part = given[index] ?? 0
    if (part !== least) return part > least
  }
  return true
}

/** Compose's version; fails with COMPOSE_MISSING where there is none, or one that cannot do what the fleet needs. */
export const checkCompose = async (command: DockerCommand, signal: AbortSignal): Promise<string> => {
  const { status, output, lastLines } = await runDocker(
    command,
    ['compose', 'version', '--short'],
    {},
    signal,
  )
  const version = output.trim()
  if (status !== 0 || !/^v?\d/.test(version))
    throw composeMissing(`"docker compose version" says: ${lastLines.at(-1) ?? 'nothing'}`)
  if (!isNewEnough(version))
    throw composeMissing(`It is ${version}; configs with their content need ${oldest.join('.')}.`)
  return version
}
