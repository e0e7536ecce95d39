import Docker from 'dockerode'
import type { EngineAddress } from './engine-address'

/**
 * A client for this engine and no other: `host` is given even where it is empty, since dockerode would otherwise prefer
 * DOCKER_HOST to what it is told.
 */
export const connectTo = (address: EngineAddress, limitMilliseconds?: number): Docker => {
  const limit = limitMilliseconds === undefined ? {} : { timeout: limitMilliseconds }
  return address.kind === 'socket'
    ? new Docker({ host: '', socketPath: address.path, protocol: 'http', ...limit })
    : new Docker({ host: '127.0.0.1', port: address.port, protocol: 'http', ...limit })
}
