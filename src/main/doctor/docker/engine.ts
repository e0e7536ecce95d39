import type { EngineSearch } from '../../engine/find-engine'
import { failed, passed, skipped, type Preflight, type Verdict } from '../preflight'
import type { DockerHere } from './docker-look'

const tried = ({ tries }: EngineSearch): string =>
  tries.map(({ source, host, said }) => `${source} (${host ?? 'unreadable'}): ${said.kind}`).join('; ')

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
  return wanted
    ? failed(what, `${why} Tried: ${tried(search)}.`, fix)
    : skipped(`${what} The practice fleet needs none; the genuine fleet does. Tried: ${tried(search)}.`)
}

export const dockerEngine: Preflight = {
  id: 'docker-engine',
  title: 'Docker engine',
  async look({ docker, wantsGenuine }) {
    const { search, here } = await docker()
    return judgeEngine(search, here?.info ?? null, wantsGenuine)
  },
}
