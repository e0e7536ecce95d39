import { describe, expect, it } from 'vitest'
import { composeFailure, refusedPort, tellingLine } from '../../../src/main/engine/compose-failure'

/** Words of Docker and Compose as they are written, by several versions. */
const words = {
  allocated:
    'Error response from daemon: driver failed programming external connectivity on endpoint realcave-gateway-1 (33c9): Bind for 127.0.0.1:8080 failed: port is already allocated',
  inUse:
    'Error response from daemon: driver failed programming external connectivity on endpoint realcave-gateway-1 (4f): Error starting userland proxy: listen tcp4 127.0.0.1:8080: bind: address already in use',
  windows:
    'Error response from daemon: Ports are not available: exposing port TCP 127.0.0.1:8080 -> 0.0.0.0:0: listen tcp 127.0.0.1:8080: bind: Only one usage of each socket address (protocol/network address/port) is normally permitted.',
  reserved:
    'Error response from daemon: Ports are not available: exposing port TCP 127.0.0.1:8080 -> 0.0.0.0:0: listen tcp 127.0.0.1:8080: bind: An attempt was made to access a socket in a way forbidden by its access permissions.',
}

const told = (why: string, holder?: string) => composeFailure({ what: 'It failed.', why, holder })

describe('a port that is not to be had', () => {
  it.each(['allocated', 'inUse', 'windows', 'reserved'] as const)('is read from %s', (name) => {
    expect(refusedPort(words[name])).toBe(8080)
  })

  it.each(['allocated', 'inUse', 'windows'] as const)('is told with its holder: %s', (name) => {
    expect(told(words[name], 'the container other-web-1')).toMatchObject({
      code: 'PORT_TAKEN',
      why: 'Port 8080 is taken by the container other-web-1.',
    })
  })

  it('is told apart from one that Windows reserves', () => {
    expect(told(words.reserved)).toMatchObject({
      code: 'PORT_TAKEN',
      why: expect.stringContaining('excludedportrange'),
    })
  })

  it('is not seen in other words that name an address', () => {
    expect(refusedPort('dial tcp 127.0.0.1:8080: i/o timeout')).toBeUndefined()
  })
})

it.each([
  ['Error response from daemon: write /var/lib/docker/x: no space left on device', 'DISK_FULL'],
  ['Error response from daemon: No such image: caveconnectome/pychunkedgraph:v2.21.1', 'IMAGES_MISSING'],
  [
    'image with reference redis:7 was found but does not match the specified platform: wanted linux/amd64',
    'IMAGES_MISSING',
  ],
  [
    'Error response from daemon: Conflict. The container name "/realcave-redis-1" is already in use by container "ab12".',
    'FLEET_FOREIGN',
  ],
  [
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    'ENGINE_MISSING',
  ],
  [
    'error during connect: Get "http://%2F%2F.%2Fpipe%2Fdocker_engine/v1.47/info": open //./pipe/docker_engine',
    'ENGINE_MISSING',
  ],
  ['Error response from daemon: error while mounting volume "/x": no such device', 'ENGINE_FAILED'],
  ['service "web" depends on undefined service "db": invalid compose project', 'ENGINE_FAILED'],
])('%s is %s', (why, code) => {
  expect(told(why)).toMatchObject({ code, what: 'It failed.' })
})

it('names the container of another that is in the way', () => {
  const why = 'Conflict. The container name "/realcave-redis-1" is already in use by container "ab12".'
  expect(told(why).why).toContain('realcave-redis-1')
})

describe('the line that says why', () => {
  it('is the engine’s, though progress comes after it', () => {
    const lines = ['Container a-1 Starting', words.allocated, 'Container b-1 Started']
    expect(tellingLine(lines)).toBe(words.allocated)
  })

  it('is the last one where the engine said nothing', () => {
    expect(tellingLine(['Container a-1 Starting', 'service "x" is not defined'])).toBe(
      'service "x" is not defined',
    )
    expect(tellingLine([])).toBe('Compose said nothing.')
  })
})
