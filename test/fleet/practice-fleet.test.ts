import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openController } from '../../src/main/api/open-controller'
import { openHomeWith } from '../../src/main/api/open-home'
import type { FleetController } from '../../src/main/fleet/controller'
import { createPracticeFleet } from '../../src/main/fleet/practice/practice-fleet'
import type { Fleet } from '../../src/main/fleet/fleet'
import { attach } from '../../src/main/practice/client'
import { realcave } from '../support/cli'
import { noGenuine } from '../support/fleet'
import { freePort } from '../support/free-port'
import { temporaryFolder } from '../support/temporary-folder'

const never = new AbortController().signal
const warn = (): void => undefined
const self = { file: process.execPath, arguments: [realcave] }
const resources = resolve('resources')

let folder: string
let remove: () => Promise<void>
let fleet: Fleet
let controller: FleetController

const open = async (port: number): Promise<void> => {
  const home = await openHomeWith({ home: folder, port, project: undefined }, warn)
  fleet = createPracticeFleet({ home, self, resources })
  controller = await openController(
    {
      home,
      self,
      command: ['realcave'],
      resources,
      dashboard: resolve('out/dashboard'),
      shell: 'browser',
      version: '0.1.0',
      fleet: 'practice',
      warn,
    },
    noGenuine,
  )
}

beforeAll(async () => {
  ;({ folder, remove } = await temporaryFolder('fleet'))
  await open(await freePort())
})
afterAll(async () => {
  await controller.down(true, never)
  await controller.close()
  await remove()
})

/** The next hint, or a failure after its limit. */
const nextHint = async (signal: AbortSignal): Promise<string> => {
  for await (const hint of fleet.hints(signal)) return `hint ${String(hint)}`
  return 'no hint'
}

const whilePending = async (work: () => Promise<unknown>): Promise<string> => {
  const controller = new AbortController()
  const hint = nextHint(controller.signal)
  // The watch has to stand before the change: it is set up within a few turns of the event loop.
  await new Promise((done) => setTimeout(done, 200))
  await work()
  return hint
}

describe('the practice fleet', () => {
  it('that is down shows every service stopped and has no connection', async () => {
    const services = await fleet.services(never)
    expect(services.filter(({ state }) => state === 'stopped')).toHaveLength(8)
    expect(services.filter(({ state }) => state === 'absent').map(({ name }) => name)).toEqual([
      'redis',
      'bigtable',
    ])
    expect(await fleet.connection(never)).toBeNull()
    expect((await controller.status(never)).phase).toBe('down')
    await expect(fleet.rebuildGraph(never)).rejects.toMatchObject({ info: { code: 'FLEET_DOWN' } })
  })

  it('hints at its start, at its end, and at its death', async () => {
    expect(await whilePending(() => controller.up(never))).toBe('hint undefined')
    expect((await controller.status(never)).phase).toBe('ready')
    expect(
      await whilePending(async () => {
        const client = await attach(folder)
        process.kill(client?.state.pid ?? 0, 'SIGKILL')
      }),
    ).toBe('hint undefined')
    expect(await fleet.connection(never)).toBeNull()
  })

  it('comes back after its process was killed, its data as it was', async () => {
    const status = await controller.up(never)
    expect(status.phase).toBe('ready')
    const first = status.steps.find(({ id }) => id === 'first-version')
    expect(first).toMatchObject({ state: 'done', already: true })
  })

  it('refuses to stop a service alone: they are one process', async () => {
    await expect(fleet.act('pcg', 'stop', never)).rejects.toMatchObject({ info: { code: 'BAD_INPUT' } })
    await controller.rebuildGraph(never)
    expect((await controller.status(never)).phase).toBe('ready')
  })

  it('moves to another port with its data', async () => {
    const port = await freePort()
    await controller.close()
    await open(port)
    expect((await controller.status(never)).phase).not.toBe('ready')
    const status = await controller.up(never)
    expect(status).toMatchObject({ phase: 'ready', address: `http://127.0.0.1:${port}` })
    const info = await fetch(`http://127.0.0.1:${port}/info/api/v2/datastack/full/fake_datastack`)
    expect(await info.json()).toMatchObject({ local_server: `http://127.0.0.1:${port}` })
    expect((await fleet.connection(never))?.address).toBe(`http://127.0.0.1:${port}`)
  })

  it('without its data begins anew', async () => {
    await controller.materialize(never)
    await controller.down(true, never)
    await rm(resolve(folder, 'practice'), { recursive: true, force: true })
    expect((await controller.status(never)).phase).toBe('down')
    const status = await controller.up(never)
    expect(status.steps.find(({ id }) => id === 'first-version')?.detail).toContain('Version 1')
  })
})
