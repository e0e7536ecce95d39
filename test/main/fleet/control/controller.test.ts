import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createFleetController } from '../../../../src/main/fleet/control/create'
import type { FleetController } from '../../../../src/main/fleet/controller'
import { lockHome } from '../../../../src/main/home/lock'
import { readWanted } from '../../../../src/main/home/wanted'
import { processIdentity } from '../../../../src/main/home/process-identity'
import type { FleetStatus } from '../../../../src/shared/domain/fleet'
import { openHome } from '../../../../src/main/home/home'
import { temporaryHome } from '../../home/temporary-home'
import { fakeFleet } from '../fake-fleet'
import { madeUpFleet, type MadeUpFleet } from './made-up-fleet'

interface Stage extends MadeUpFleet {
  readonly controller: FleetController
  readonly homeFolder: string
  readonly lock: (what: string) => Promise<() => Promise<void>>
}

const never = () => new AbortController().signal

const stage = async (): Promise<Stage> => {
  const { home } = await temporaryHome()
  const madeUp = madeUpFleet()
  const controller = createFleetController({
    home,
    fleet: madeUp.fleet,
    reason: 'It was asked for.',
    warn: () => undefined,
    paces: { slow: 60_000, gap: 1, snapshot: 1, look: 60_000 },
  })
  const lock = async (what: string) => {
    const held = await lockHome(home, what)
    return () => held.release()
  }
  return { ...madeUp, controller, homeFolder: home.folder, lock }
}

/** Watches until a snapshot is as asked; all that were seen. */
const watchUntil = async (
  controller: FleetController,
  wanted: (status: FleetStatus) => boolean,
): Promise<readonly FleetStatus[]> => {
  const stop = new AbortController()
  const seen: FleetStatus[] = []
  for await (const status of controller.watch(stop.signal)) {
    seen.push(status)
    if (wanted(status)) stop.abort()
  }
  return seen
}

test('up makes what is missing, a second up only looks, and the status says ready', async () => {
  const { controller, journal } = await stage()
  expect((await controller.status(never())).phase).toBe('down')
  const first = await controller.up(never())
  expect(first).toMatchObject({ phase: 'ready', job: null, error: null, reason: 'It was asked for.' })
  expect(first.steps.map(({ id, already }) => [id, already])).toEqual([
    ['process', false],
    ['table', false],
  ])
  const second = await controller.up(never())
  expect(second.steps.every(({ already }) => already)).toBe(true)
  expect(journal).toEqual(['process', 'table'])
})

test('the worker is freed where no database can be asked what it was making', async () => {
  const { home } = await temporaryHome()
  const freed: string[] = []
  const fleet = fakeFleet({
    connection: async () => null,
    repairWorker: async () => void freed.push('freed'),
  })
  const controller = createFleetController({ home, fleet, reason: '', warn: () => undefined })
  await controller.repairWorker(never())
  expect(freed).toEqual(['freed'])
  await controller.close()
})

test('the fleet that came up is the one that is used without a choice; one that failed is not remembered', async () => {
  const { controller, homeFolder, spoilt } = await stage()
  const remembered = async () =>
    (await openHome({ folder: homeFolder, warn: () => undefined })).settings.fleet
  spoilt.add('table')
  await expect(controller.up(never())).rejects.toMatchObject({ info: { code: 'STEP_FAILED' } })
  expect(await remembered()).toBeNull()
  spoilt.clear()
  await controller.up(never())
  expect(await remembered()).toBe('practice')
})

test('a failed step keeps its error and its lines to be read until it is put right', async () => {
  const { controller, spoilt, made } = await stage()
  spoilt.add('table')
  await expect(controller.up(never())).rejects.toMatchObject({ info: { what: 'No table.' } })
  const failed = await controller.status(never())
  expect(failed).toMatchObject({ phase: 'failed', error: { what: 'No table.' } })
  expect(failed.steps[1]).toMatchObject({ state: 'failed', error: { why: 'Error: table is spoilt' } })
  made.add('table')
  expect(await controller.status(never())).toMatchObject({ phase: 'ready', error: null })
})

test('down ends it, and what was said of the steps is forgotten', async () => {
  const { controller, journal } = await stage()
  await controller.up(never())
  await controller.down(true, never())
  expect(journal.at(-1)).toBe('down with volumes')
  const status = await controller.status(never())
  expect(status.phase).toBe('down')
  expect(status.steps.map(({ state }) => state)).toEqual(['waiting', 'waiting'])
  expect(status.steps[1]?.detail).toBe('Waits for "process".')
})

test('one job at a time: a second one is told which runs', async () => {
  const { controller, fleet } = await stage()
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const other = createFleetController({
    home: (await temporaryHome()).home,
    fleet,
    reason: '',
    warn: () => undefined,
  })
  Object.assign(fleet, { rebuildGraph: () => held })
  const first = controller.rebuildGraph(never())
  await watchUntil(controller, ({ job }) => job?.kind === 'graph')
  await expect(controller.down(false, never())).rejects.toMatchObject({
    info: { code: 'HOME_BUSY', what: expect.stringContaining('Rebuilding the segmentation graph') },
  })
  // Another home is another fleet's.
  await other.down(false, never())
  release()
  await first
  await controller.down(false, never())
})

test('versions are deleted beside no other work, and no other work begins beside that', async () => {
  const { controller, lock } = await stage()
  const release = await lock('Changing the baseline')
  let isDeleted = false
  const remove = async () => {
    isDeleted = true
  }
  await expect(controller.deleteVersions(remove, never())).rejects.toMatchObject({
    info: { code: 'HOME_BUSY', what: expect.stringContaining('Changing the baseline') },
  })
  expect(isDeleted).toBe(false)
  await release()
  await controller.deleteVersions(async () => {
    expect((await controller.status(never())).job).toMatchObject({ kind: 'versions' })
    await expect(controller.setBaseline(never())).rejects.toMatchObject({
      info: { code: 'HOME_BUSY', what: expect.stringContaining('Deleting versions') },
    })
    await remove()
  }, never())
  expect(isDeleted).toBe(true)
})

test('a watcher sees a start begin and end, each snapshot different from the one before', async () => {
  const { controller } = await stage()
  const seen = watchUntil(controller, ({ phase }) => phase === 'ready')
  await controller.up(never())
  const snapshots = await seen
  expect(snapshots.map(({ phase }) => phase)).toEqual(expect.arrayContaining(['starting', 'ready']))
  const texts = snapshots.map((status) => JSON.stringify(status))
  expect(texts.filter((text, index) => text === texts[index - 1])).toEqual([])
})

test('what changes outside is seen at a hint', async () => {
  const { controller, made, hint } = await stage()
  await controller.up(never())
  const seen = watchUntil(controller, ({ phase }) => phase === 'down')
  const stop = setInterval(() => {
    made.delete('process')
    hint()
  }, 20)
  expect((await seen).at(-1)?.steps[0]?.state).toBe('waiting')
  clearInterval(stop)
})

test('a job that another program runs in this home is shown while it runs, and seen to end', async () => {
  const { controller, homeFolder } = await stage()
  const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])
  const ended = once(other, 'exit')
  const pid = other.pid ?? 0
  const holder = {
    pid,
    startedAt: await processIdentity(pid),
    what: 'Materializing a version',
    since: new Date().toISOString(),
  }
  await mkdir(join(homeFolder, 'lock'))
  await writeFile(join(homeFolder, 'lock', '7.json'), JSON.stringify({ holder }))
  const seen = await watchUntil(controller, ({ job }) => job !== null)
  expect(seen.at(-1)?.job).toMatchObject({
    kind: 'materialize',
    stage: `In another process (${String(pid)}).`,
  })
  await expect(controller.up(never())).rejects.toMatchObject({
    info: { code: 'HOME_BUSY', why: expect.stringContaining(String(pid)) },
  })
  other.kill('SIGKILL')
  await ended
  expect((await controller.status(never())).job).toBeNull()
})

test('a lock of this program that no job holds is no job of another', async () => {
  const { controller, lock } = await stage()
  const release = await lock('Materializing a version')
  expect((await controller.status(never())).job).toBeNull()
  await release()
})

test('a cancelled start says so, and the next one goes on', async () => {
  const { controller, spoilt, journal } = await stage()
  const stop = new AbortController()
  spoilt.add('table')
  const watched = watchUntil(controller, ({ steps }) => {
    const acting = steps.some(({ id, state }) => id === 'process' && state === 'acting')
    if (acting) stop.abort()
    return acting
  })
  await Promise.all([
    watched,
    expect(controller.up(stop.signal)).rejects.toMatchObject({ info: { code: 'CANCELLED' } }),
  ])
  spoilt.clear()
  expect((await controller.up(never())).phase).toBe('ready')
  expect(journal.at(-1)).toBe('table')
})

test('closing cancels what this program does and leaves the home free', async () => {
  const { controller, fleet, lock } = await stage()
  Object.assign(fleet, {
    rebuildGraph: (signal: AbortSignal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      }),
  })
  const end = controller.rebuildGraph(never()).catch((error: unknown) => error)
  await watchUntil(controller, ({ job }) => job?.kind === 'graph')
  await controller.close()
  expect(await end).toMatchObject({ info: { code: 'CANCELLED' } })
  const release = await lock('Something else')
  await release()
})

test.each(['materialize', 'setBaseline', 'clearBaseline', 'readBaseline', 'connection'] as const)(
  'without a fleet %s fails with FLEET_DOWN',
  async (verb) => {
    const { controller } = await stage()
    await expect(controller[verb](never())).rejects.toMatchObject({ info: { code: 'FLEET_DOWN' } })
  },
)

/** Watches as a panel does until a snapshot is as asked. */
const healUntil = async (
  controller: FleetController,
  wanted: (status: FleetStatus) => boolean,
): Promise<FleetStatus> => {
  const stop = new AbortController()
  for await (const status of controller.watch(stop.signal, { heals: true })) if (wanted(status)) return status
  throw new Error('It did not come.')
}

test('a genuine fleet that ended with its engine is started by itself while a panel watches, and that is told', async () => {
  const { home } = await temporaryHome()
  const { fleet, made, journal } = madeUpFleet()
  const gone: Partial<typeof fleet> = {
    kind: 'genuine',
    steps: fleet.steps.map((step) =>
      step.id === 'process' ? { ...step, id: 'images' } : { ...step, needs: [] },
    ),
    services: async (signal) =>
      (await fleet.services(signal)).map((service) => ({
        ...service,
        state: made.has('table') ? 'healthy' : 'stopped',
        detail: made.has('table') ? '' : 'It has stopped.',
      })),
  }
  const open = () =>
    createFleetController({
      home,
      fleet: { ...fleet, ...gone },
      reason: '',
      warn: () => undefined,
      paces: { slow: 60_000, gap: 1, snapshot: 1, look: 60_000 },
    })
  made.add('process')
  await open().up(never())
  made.delete('table')
  // The machine was started again, and a panel is opened.
  const controller = open()
  const healed = await healUntil(controller, ({ healing }) => healing?.state === 'healed')
  expect(healed.healing).toMatchObject({ what: expect.stringContaining('Docker was restarted') })
  expect(journal).toEqual(['table', 'table'])

  await controller.down(false, never())
  made.add('process').delete('table')
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 300)
  for await (const _ of controller.watch(stop.signal, { heals: true })) continue
  expect(journal).toEqual(['table', 'table', 'down'])
  await controller.close()
})

test('a service that a person stops is remembered as wanted down, until a start', async () => {
  const { home } = await temporaryHome()
  const { fleet } = madeUpFleet()
  const acted = { ...fleet, act: async () => undefined }
  const controller = createFleetController({ home, fleet: acted, reason: '', warn: () => undefined })
  await controller.up(never())
  await controller.service('redis', 'stop', never())
  expect(await readWanted(home)).toMatchObject({ fleet: 'practice', state: 'up', stopped: ['redis'] })
  await controller.service('redis', 'start', never())
  expect(await readWanted(home)).toMatchObject({ stopped: [] })
  await controller.down(false, never())
  expect(await readWanted(home)).toMatchObject({ state: 'down' })
})

test('a service that began anew makes the steps be looked at, although it was never seen down', async () => {
  const { controller, fleet, made, hint } = await stage()
  await controller.up(never())
  let startedAt = '2026-11-26T10:00:00.000Z'
  const before = { ...fleet }
  Object.assign(fleet, {
    services: async (signal: AbortSignal) =>
      (await before.services(signal)).map((service) => ({ ...service, startedAt })),
  })
  await watchUntil(controller, ({ phase }) => phase === 'ready')
  const seen = watchUntil(controller, ({ phase }) => phase === 'degraded')
  const poke = setInterval(() => {
    made.delete('table')
    startedAt = '2026-11-26T10:00:01.000Z'
    hint()
  }, 20)
  expect((await seen).at(-1)?.steps[1]?.state).toBe('waiting')
  clearInterval(poke)
})
