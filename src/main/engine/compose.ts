import { Failure } from '../../shared/errors'
import { runDocker, type DockerCommand } from './compose-command'
import type { EngineLink } from './engine-link'
import { checkSameEngine } from './same-engine'

/** Configs with inline content came with 2.23.1. */
const oldest = [2, 23, 1] as const

const howTo = (platform: NodeJS.Platform): string =>
  platform === 'linux'
    ? 'Install its newest plugin: "sudo apt-get install docker-compose-plugin" with Docker’s own packages, "docker-compose-v2" with Ubuntu’s, else as https://docs.docker.com/compose/install/linux/ tells.'
    : 'It comes with Docker Desktop: update that (its menu > Check for updates), or install it again.'

const composeMissing = (what: string, why: string, platform: NodeJS.Platform): Failure =>
  new Failure({
    code: 'COMPOSE_MISSING',
    what,
    why,
    fix: `${howTo(platform)} Then try again. Meanwhile the practice fleet runs without it: --fleet practice.`,
  })

const isNewEnough = (version: string): boolean => {
  const given = version.replace(/^v/, '').split(/[.+-]/).map(Number)
  for (const [index, least] of oldest.entries()) {
    const part = given[index] ?? 0
    if (part !== least) return part > least
  }
  return true
}

/** Compose's version; fails with COMPOSE_MISSING where there is none, or one that cannot do what the fleet needs. */
export const checkCompose = async (
  command: DockerCommand | null,
  signal: AbortSignal,
  platform: NodeJS.Platform = process.platform,
): Promise<string> => {
  if (command === null) {
    const why = 'An engine answers, but the fleet is started by Docker Compose, which that command runs.'
    throw composeMissing('The command "docker" is not on this machine.', why, platform)
  }
  // Not --short: a docker that knows no Compose would complain of that word.
  const { status, output, lastLines } = await runDocker(command, ['compose', 'version'], {}, signal)
  const version = /v?\d+\.\d+\.\d+\S*/.exec(output)?.[0]
  if (status !== 0 || version === undefined) {
    // It says first what it does not know, and then how to get help.
    const said = lastLines.find((line) => /unknown|not a docker command/i.test(line)) ?? lastLines.at(-1)
    const why = `The fleet is started by it, and "${command.file} compose" says: ${said?.replace(/\.$/, '') ?? 'nothing'}.`
    throw composeMissing('Docker Compose is not on this machine.', why, platform)
  }
  if (!isNewEnough(version)) {
    const why = `It is ${version}, and the fleet needs ${oldest.join('.')} or newer.`
    throw composeMissing('Docker Compose is too old.', why, platform)
  }
  return version
}

/** As `checkCompose`, by whatever command is there now; fails with COMPOSE_MISSING also where it reaches another engine only. */
export const composeOf = async ({ command, docker }: EngineLink, signal: AbortSignal): Promise<string> => {
  const found = await command()
  const version = await checkCompose(found, signal)
  if (found !== null) await checkSameEngine(found, docker, signal)
  return version
}
