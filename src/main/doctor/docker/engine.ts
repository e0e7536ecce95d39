import type { Try } from '../../engine/engine-try'
import type { CheckAction } from '../../../shared/domain/doctor'
import type { EngineSearch } from '../../engine/find-engine'
import { failed, page, passed, skipped, type Preflight, type Verdict } from '../preflight'
import { onlyForGenuine } from './docker-check'
import type { DockerHere } from './docker-look'

const words: Readonly<Record<Try['said']['kind'], string>> = {
  answers: 'answers',
  absent: 'nobody is there',
  silent: 'takes the call and says nothing',
  failed: 'answers with an error',
  denied: 'refuses this user',
  windows: 'runs Windows containers',
  remote: 'is another machine',
  unreadable: 'cannot be read',
}

const tried = ({ tries }: EngineSearch): string =>
  `Looked at: ${tries.map(({ source, host, said }) => `${source} (${host ?? 'no address'}): ${words[said.kind]}`).join('; ')}.`

/**
 * The API of Docker 20.10, the oldest engine that the fleet was run on: before it the memory of containers cannot be read at once, nor are
 * control groups of version 2 known, which every newer Linux has.
 */
const oldestApi = [1, 41] as const

const isOld = (apiVersion: string): boolean => {
  const [major = 0, minor = 0] = apiVersion.split('.').map(Number)
  return major < oldestApi[0] || (major === oldestApi[0] && minor < oldestApi[1])
}

const judgeVersion = (
  { version, apiVersion, system, desktop }: DockerHere['info'],
  source: string,
): Verdict => {
  const what = `Docker ${version} (API ${apiVersion}) answers by ${source}: ${system}.`
  return isOld(apiVersion)
    ? failed(
        `Docker ${version} is too old.`,
        `It speaks API ${apiVersion}. The fleet needs ${oldestApi.join('.')}, that of Docker 20.10: older ones do not tell the memory of containers at once, and do not know the control groups of newer Linux systems.`,
        desktop
          ? 'Update Docker Desktop: its menu > Check for updates.'
          : 'Install a newer Docker Engine, as https://docs.docker.com/engine/install/ tells.',
        page('https://docs.docker.com/engine/install/'),
      )
    : passed(what)
}

/** `wanted`: whether the genuine fleet was asked for or used last; the practice fleet needs no engine. */
export const judgeEngine = (
  search: EngineSearch,
  info: DockerHere['info'] | null,
  wanted: boolean,
  remedy: CheckAction | null = null,
): Verdict => {
  if (search.found && info !== null) return judgeVersion(info, search.source)
  if (search.found)
    return failed('The Docker engine does not tell what it is.', tried(search), 'Restart Docker.')
  const { what, why, fix } = search.failure.info
  // Where nobody is anywhere, why only names the places once more.
  const places = search.tries.every(({ said }) => said.kind === 'absent')
    ? tried(search)
    : `${why} ${tried(search)}`
  return wanted
    ? failed(what, places, fix, remedy)
    : skipped(`${what} The practice fleet needs none; the genuine fleet does. ${tried(search)}`, remedy)
}

export const dockerEngine: Preflight = {
  id: 'docker-engine',
  title: 'Docker engine',
  async look({ docker, wantsGenuine }) {
    const { search, here, remedy } = await docker()
    const verdict = judgeEngine(search, here?.info ?? null, wantsGenuine, remedy)
    return wantsGenuine ? verdict : onlyForGenuine(verdict)
  },
}
