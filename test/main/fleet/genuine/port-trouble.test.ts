import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { openPortTrouble, type PortTroubleOptions } from '../../../../src/main/fleet/genuine/port-trouble'
import { freePort } from '../../../support/free-port'
import { temporaryFolder } from '../../home/temporary-home'
import { containerOf } from './made-up-container'

const never = new AbortController().signal

/** A port of this machine that a program listens at. */
const listening = async (): Promise<number> => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

const gatewayAt = (port: number): PortTroubleOptions['project'] => ({
  publishedPort: async () => port,
  containers: async () => [],
})

const troubleOf = async (port: number, changes: Partial<PortTroubleOptions> = {}) =>
  openPortTrouble({
    project: { publishedPort: async () => null, containers: async () => [] },
    engine: { portPublisher: async () => null },
    port,
    homeFolder: await temporaryFolder(),
    ...changes,
  })(never)

test('nothing is known against a port that nobody listens at', async () => {
  expect(await troubleOf(await freePort())).toBeNull()
})

test('the gateway of this home may have it', async () => {
  const port = await listening()
  expect(await troubleOf(port, { project: gatewayAt(port) })).toBeNull()
  expect(await troubleOf(port, { project: gatewayAt(port + 1) })).not.toBeNull()
})

test('the gateway of this home that is just being started is waited for', async () => {
  const port = await listening()
  let looks = 0
  const project: PortTroubleOptions['project'] = {
    publishedPort: async () => (looks > 1 ? port : null),
    containers: async () => {
      looks += 1
      return [containerOf('gateway', { state: looks > 1 ? 'running' : 'created' })]
    },
  }
  expect(await troubleOf(port, { project })).toBeNull()
})

test('another program is told by its process', async () => {
  const trouble = await troubleOf(await listening())
  expect(trouble?.why).toContain(`Process ${String(process.pid)} listens there`)
  expect(trouble?.fix).toContain('--port N')
})

test('a container is told by its name', async () => {
  const trouble = await troubleOf(await listening(), { engine: { portPublisher: async () => 'web-1' } })
  expect(trouble).toMatchObject({
    why: 'The container web-1 publishes it.',
    fix: expect.stringContaining('docker stop web-1'),
  })
})

test('the practice fleet of this home makes way at its own port, and at no other', async () => {
  const port = await listening()
  expect(await troubleOf(port, { practicePort: async () => port })).toBeNull()
  expect(await troubleOf(port, { practicePort: async () => port + 1 })).not.toBeNull()
})

test('a range that Windows keeps to itself is told', async () => {
  const trouble = await troubleOf(await freePort(), { reserved: async () => ({ from: 8000, to: 8100 }) })
  expect(trouble?.why).toMatch(/8000 to 8100 reserved/)
})
