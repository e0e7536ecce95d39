import type { Try } from '../../engine/engine-try'
import type { EngineSearch } from '../../engine/find-engine'
import { failed, passed, skipped, type Preflight, type Verdict } from '../preflight'
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

/** `wanted`: whether the genuine fleet was asked for or used last; the practice fleet needs no engine. */
export const judgeEngine = (
  search: EngineSearch,
  info: DockerHere['info'] | null,
  wanted: boolean,
): Verdict => {
  if (search.found && info !== null)
    return passed(
      `Docker ${info.version} (API ${info.apiVersion}) answers by ${search.source}: ${info.system}.`,
    )
  if (search.found)
    return failed('The Docker engine does not tell what it is.', tried(search), 'Restart Docker.')
  const { what, why, fix } = search.failure.info
  // Where nobody is anywhere, why only names the places once more.
  const places = search.tries.every(({ said }) => said.kind === 'absent')
    ? tried(search)
    : `${why} ${tried(search)}`
  return wanted
    ? failed(what, places, fix)
    : skipped(`${what} The practice fleet needs none; the genuine fleet does. ${tried(search)}`)
}

export const dockerEngine: Preflight = {
  id: 'docker-engine',
  title: 'Docker engine',
  async look({ docker, wantsGenuine }) {
    const { search, here } = await docker()
    return judgeEngine(search, here?.info ?? null, wantsGenuine)
  },
}
