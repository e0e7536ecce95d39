import path from 'node:path'
import { currentContext } from './docker-context'
import type { Surroundings } from './surroundings'

/** A place where an engine may listen. */
export interface Candidate {
  /** Who names it, in words: "DOCKER_HOST", "Docker Desktop". */
  readonly source: string
  /** As Docker's own programs spell it; null where the source names something that cannot be read. */
  readonly host: string | null
}

const pipe = (name: string): string => `npipe:////./pipe/${name}`
const unix = (...parts: readonly string[]): string => `unix://${path.posix.join(...parts)}`

/** Where engines listen when nobody says otherwise. */
const usual = ({ platform, environment, homeFolder }: Surroundings): readonly Candidate[] => {
  if (platform === 'win32') {
    return [
      { source: 'Docker Desktop', host: pipe('dockerDesktopLinuxEngine') },
      { source: "Windows' usual pipe", host: pipe('docker_engine') },
    ]
  }
  const desktop = [
    { source: 'Docker Desktop', host: unix(homeFolder, '.docker/run/docker.sock') },
    { source: 'Docker Desktop', host: unix(homeFolder, '.docker/desktop/docker.sock') },
  ]
  const system = { source: "the system's socket", host: 'unix:///var/run/docker.sock' }
  const runtime = environment['XDG_RUNTIME_DIR']
  const rootless =
    runtime === undefined || runtime === ''
      ? []
      : [{ source: 'rootless Docker', host: unix(runtime, 'docker.sock') }]
  return platform === 'linux' ? [...desktop, system, ...rootless] : [...desktop, system]
}

/** In the order of `docker` itself, then the usual places. */
export const engineCandidates = async (surroundings: Surroundings): Promise<readonly Candidate[]> => {
  const host = surroundings.environment['DOCKER_HOST']
  if (host !== undefined && host !== '') return [{ source: 'DOCKER_HOST', host }, ...usual(surroundings)]
  const context = await currentContext(surroundings)
  return context === null
    ? usual(surroundings)
    : [{ source: `the Docker context "${context.name}"`, host: context.host }, ...usual(surroundings)]
}
