import type Docker from 'dockerode'
import type { DockerCommand } from './compose-command'
import { connectTo } from './connect'
import { hostOf, type EngineAddress } from './engine-address'
import type { Installed } from './installed'
import type { Surroundings } from './surroundings'

/** The two ways to talk to one engine: its API, and the command `docker` for Compose. It stays good over a restart of the engine. */
export interface EngineLink {
  readonly docker: Docker
  /** Null where the command `docker` is not on this machine: then only what needs Compose fails. */
  readonly command: DockerCommand | null
}

export const linkTo = (
  address: EngineAddress,
  { cli }: Installed,
  { environment }: Surroundings,
): EngineLink => ({
  docker: connectTo(address),
  command: cli === null ? null : { file: cli, host: hostOf(address), environment },
})
