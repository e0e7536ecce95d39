import type Docker from 'dockerode'
import type { DockerCommand } from './compose-command'
import { connectTo } from './connect'
import { hostOf, type EngineAddress } from './engine-address'
import { findInstalled } from './installed'
import type { Surroundings } from './surroundings'
import { isOfWindows } from './windows-command'

/** The two ways to talk to one engine: its API, and the command `docker` for Compose. It stays good over a restart of the engine. */
export interface EngineLink {
  readonly docker: Docker
  /**
   * Looked for each time: it may be installed, or moved by an update, while a panel is open. Null where it is not on this machine: then
   * only what needs Compose fails.
   */
  readonly command: () => Promise<DockerCommand | null>
}

export const linkTo = (
  address: EngineAddress,
  surroundings: Surroundings,
  find: typeof findInstalled = findInstalled,
): EngineLink => ({
  docker: connectTo(address),
  command: async () => {
    const { cli } = await find(surroundings)
    if (cli === null) return null
    const { environment } = surroundings
    return { file: cli, host: hostOf(address), environment, windows: isOfWindows(surroundings, cli) }
  },
})
