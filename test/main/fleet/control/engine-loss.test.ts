import { afterEach, expect, test } from 'vitest'
import { linkTo } from '../../../../src/main/engine/engine-link'
import { openProject } from '../../../../src/main/engine/project'
import { createFleetController } from '../../../../src/main/fleet/control/create'
import type { FleetController } from '../../../../src/main/fleet/controller'
import type { Fleet } from '../../../../src/main/fleet/fleet'
import type { Step } from '../../../../src/main/orchestrator/step'
import type { FleetStatus } from '../../../../src/shared/domain/fleet'
import type { Service } from '../../../../src/shared/domain/service'
import { temporaryFolder } from '../../../support/temporary-folder'
import { temporaryHome } from '../../home/temporary-home'
import { fakeFleet } from '../fake-fleet'
import { startDaemon, type Daemon } from './fake-daemon'
import { WatchingPanel } from './watching-panel'

const never = () => new AbortController().signal
const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const serviceOf = (running: boolean): Service => ({
  name: 'gateway',
  title: 'Gateway',
  state: running ? 'healthy' : 'stopped',
  detail: running ? '' : 'It has ended.',
  version: null,
  memory: null,
  startedAt: null,
  restarts: 0,
  exitStatus: null,
  actions: [],
  helpers: [],
})

interface Stage {
  readonly daemon: Daemon
  readonly controller: FleetController
  /** Steps that were probed since the last call. */
  readonly probed: () => number
  /** As the machine's clock goes on while it sleeps. */
  readonly sleep: (milliseconds: number) => void
}

/** One container on a daemon of our own: everything between the socket and the panel is real. */
const stage = async (slow = 60_000): Promise<Stage> => {
  const { folder, remove } = await temporaryFolder('daemon')
  const { home } = await temporaryHome()
  const daemon = await startDaemon(`${folder}/docker.sock`, home.settings.id)
  const link = linkTo(
    { kind: 'socket', path: daemon.path },
    { platform: 'linux', environment: {}, homeFolder: folder, wsl: false },
  )
  const model = { services: { gateway: { image: 'nginx:1' } }, configs: {} }
  const project = openProject({ link, name: 'realcave', home: home.settings.id, folder, model: () => model })
  const isUp = async (signal: AbortSignal): Promise<boolean> =>
    (await project.containers(signal)).some(({ state }) => state === 'running')
  let probes = 0
  let asleep = 0
  const step = (
    id: string,
    act: () => void,
    holds: (signal: AbortSignal) => Promise<boolean>,
  ): Step<Fleet> => ({
    id,
    title: id,
    needs: [],
    limit: { milliseconds: 5000, reason: 'it is quick' },
    probe: async (_fleet, signal) => {
      probes += 1
      return { holds: await holds(signal), detail: id }
    },
    act: async () => act(),
    explain: (error) => ({ code: 'STEP_FAILED', what: `No ${id}.`, why: String(error), fix: 'Again.' }),
  })
  const fleet = fakeFleet({
    kind: 'genuine',
    steps: [
      step(
        'images',
        () => undefined,
        async () => true,
      ),
      step('services', () => daemon.startContainer(), isUp),
    ],
    services: async (signal) => [serviceOf(await isUp(signal))],
    hints: (signal) => project.events(signal),
  })
  const controller = createFleetController({
    home,
    fleet,
    reason: '',
    warn: () => undefined,
    paces: { slow, gap: 1, snapshot: 0, look: 300 },
    now: () => Date.now() + asleep,
  })
  ends.push(
    remove,
    () => daemon.stop(),
    () => controller.close(),
  )
  return {
    daemon,
    controller,
    probed: () => {
      const count = probes
      probes = 0
      return count
    },
    sleep: (milliseconds) => (asleep += milliseconds),
  }
}

const watch = (controller: FleetController): WatchingPanel => {
  const panel = new WatchingPanel(controller)
  ends.push(() => panel.close())
  return panel
}
const isReady = ({ phase }: FleetStatus): boolean => phase === 'ready'
const hasFailed = ({ phase }: FleetStatus): boolean => phase === 'failed'

test('an engine that goes away is noticed at once and told; when it is back, what had ended with it is started', async () => {
  const { daemon, controller } = await stage()
  await controller.up(never())
  const panel = watch(controller)
  await panel.when(isReady)
  // As when the engine restarts: its containers have no restart policy.
  daemon.endContainer()
  await daemon.stop()
  expect((await panel.when(hasFailed)).error).toMatchObject({
    code: 'ENGINE_MISSING',
    fix: expect.stringContaining('Start Docker'),
  })
  await daemon.start()
  expect(
    await panel.when(({ phase, healing }) => phase === 'ready' && healing?.state === 'healed'),
  ).toMatchObject({
    error: null,
    healing: { what: expect.stringContaining('Docker was restarted') },
  })
})

test('an engine that went away and came back with everything running is shown as it is, with nothing put right', async () => {
  const { daemon, controller } = await stage()
  await controller.up(never())
  const panel = watch(controller)
  await panel.when(isReady)
  await daemon.stop()
  await panel.when(hasFailed)
  await daemon.start()
  expect(await panel.when(isReady)).toMatchObject({ error: null, healing: null })
})

test('an engine that hangs is told after the limit of a look, and is looked at on and on', async () => {
  const { daemon, controller } = await stage(50)
  await controller.up(never())
  const panel = watch(controller)
  await panel.when(isReady)
  daemon.hang()
  expect((await panel.when(hasFailed)).error).toMatchObject({
    code: 'ENGINE_MISSING',
    why: expect.stringContaining('0.3 s'),
  })
  daemon.wake()
  expect((await panel.when(isReady)).error).toBeNull()
  // Questions that were given up are taken back: none piles up at the engine.
  await expect.poll(() => daemon.waiting()).toBe(0)
})

test('what changes on the engine is seen by its events, also after it was started anew', async () => {
  const { daemon, controller } = await stage()
  await controller.up(never())
  const panel = watch(controller)
  await panel.when(isReady)
  await daemon.stop()
  await panel.when(hasFailed)
  await daemon.start()
  await panel.when(isReady)
  await expect.poll(() => daemon.listeners(), { timeout: 10_000 }).toBe(1)
  daemon.endContainer()
  expect(await panel.when(({ services }) => services[0]?.state === 'stopped')).toMatchObject({
    healing: null,
  })
})

test('after a sleep of the machine every step is looked at, not the services alone', async () => {
  const { controller, probed, sleep } = await stage(50)
  await controller.up(never())
  await watch(controller).when(isReady)
  // The first look of a watch is at everything.
  await expect.poll(probed).toBeGreaterThan(0)
  await expect.poll(probed).toBe(0)
  sleep(3_600_000)
  await expect.poll(probed).toBeGreaterThan(0)
})
