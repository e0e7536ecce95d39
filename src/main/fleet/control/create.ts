import { setMaxListeners } from 'node:events'
import type { FleetStatus } from '../../../shared/domain/fleet'
import { Failure, toFailure, type ErrorInfo } from '../../../shared/errors'
import type { Home } from '../../home/home'
import { openRecords } from '../../home/records'
import { readWanted } from '../../home/wanted'
import type { RecordStore } from '../../orchestrator/record'
import { runSteps } from '../../orchestrator/run-steps'
import { clearBaseline, readBaseline, setBaseline } from '../baseline'
import type { FleetController } from '../controller'
import type { Fleet } from '../fleet'
import type { GoldenWork } from '../golden'
import { materialize } from '../materialize'
import { repairWorker } from '../repair-worker'
import { reach } from '../steps/step-parts'
import { Healer } from './healer'
import { Jobs } from './jobs'
import { lookWhetherDone } from './look-steps'
import { Observer } from './observer'
import { prepareFleet } from './prepare'
import { openResets } from './resets'
import { usualPaces, Watcher, type Paces } from './watcher'
import { noteDown, noteUp, wishDown, wishService, wishUp } from './wishes'
import { Workflows } from './workflows'

export interface ControllerOptions {
  readonly home: Home
  readonly fleet: Fleet
  /** Why this kind of fleet: one sentence. */
  readonly reason: string
  readonly warn: (warning: ErrorInfo) => void
  readonly paces?: Paces
  readonly now?: () => number
}

export const createFleetController = (options: ControllerOptions): FleetController => {
  const { home, fleet, reason, warn, paces = usualPaces, now = Date.now } = options
  const observer: Observer = new Observer({
    fleet,
    reason,
    jobs: () => jobs,
    workflows: () => workflows,
    limitMilliseconds: paces.look,
    records: async () => {
      const wanted = await readWanted(home).catch(() => null)
      const isWanted = wanted?.fleet === fleet.kind && wanted.state === 'up'
      return isWanted ? openRecords(home, fleet.kind, warn).load() : {}
    },
  })
  const workflows = new Workflows({
    fleet,
    jobs: () => jobs,
    changed: () => void observer.publish(),
    over: () => watcher.hint(),
    tell: (news) => observer.showNews(news),
    tellTrouble: (trouble) => observer.showHealing(trouble),
  })
  const healer =
    // Nothing of the practice fleet can be lost without its process.
    fleet.kind === 'practice'
      ? null
      : new Healer({
          home,
          tell: (healing) => observer.showHealing(healing),
          cures: { graph: () => healGraph(), up: async () => void (await up(unlimited())) },
        })
  const watcher = new Watcher({ home, fleet, observer, paces, healer, workflows, now })
  const jobs = new Jobs(home, () => void observer.publish())

  const run: Jobs['run'] = async (kind, signal, work) => {
    try {
      return await jobs.run(kind, signal, work)
    } finally {
      watcher.hint()
    }
  }
  const reached = async (signal: AbortSignal): Promise<GoldenWork> => ({
    ...(await reach(fleet, signal)),
    signal,
  })

  const resets = openResets({ home, fleet, run, reached })

  /** A fleet that runs is seen to in one look, services and steps side by side. What a run has left on record is for the next run to see to. */
  const runsAlready = async (records: RecordStore, signal: AbortSignal): Promise<boolean> => {
    if (Object.keys(await records.load()).length > 0) return false
    const [views] = await Promise.all([
      lookWhetherDone(fleet.steps, fleet, signal),
      observer.look('services', signal),
    ])
    if (views !== null) observer.showSteps(views)
    return views !== null
  }

  const bringUp = async (records: RecordStore, signal: AbortSignal): Promise<void> => {
    const outcome = await runSteps({
      steps: fleet.steps,
      context: fleet,
      signal,
      records,
      observe: (views) => observer.showSteps(views),
    })
    if (outcome.trouble) warn(outcome.trouble)
    if (outcome.error === null) return
    if (outcome.state === 'failed') observer.showError(outcome.error)
    throw new Failure(outcome.error)
  }

  const up = async (signal: AbortSignal): Promise<FleetStatus> => {
    const ran = await run('up', signal, async (_tell, limited) => {
      observer.showError(null)
      await wishUp(home, fleet.kind)
      const records = openRecords(home, fleet.kind, warn)
      const already = await runsAlready(records, limited)
      if (!already) await bringUp(records, limited)
      await noteUp(home, fleet.kind, reason)
      return already
    })
    return ran ? observer.publish() : observer.look('services', signal, true)
  }

  const rebuildGraph = (signal: AbortSignal): Promise<void> =>
    run('graph', signal, (_tell, limited) => fleet.rebuildGraph(limited))

  const healGraph = async (): Promise<void> => {
    const signal = unlimited()
    await rebuildGraph(signal)
    const graph = (await observer.look('full', signal)).steps.find(({ id }) => id === 'graph')
    if (graph?.state !== 'done') throw stillLost(graph?.detail ?? '')
  }

  return {
    kind: fleet.kind,
    status: (signal) => observer.look('full', signal, true),
    watch: (signal, watching) => watcher.watch(signal, watching),
    prepare: (signal) =>
      jobs.beside('up', signal, (_tell, limited) =>
        prepareFleet(fleet, (views) => observer.showSteps(views), limited),
      ),
    up,
    down: (volumes, signal) =>
      run('down', signal, async (_tell, limited) => {
        await wishDown(home, fleet.kind)
        await fleet.down(volumes, limited)
        await noteDown(home, fleet.kind)
        observer.forgetSteps()
        await observer.look('usual', limited)
      }),
    service: (name, action, signal) =>
      run('service', signal, async (tell, limited) => {
        tell(`${action} ${name}`)
        await wishService(home, fleet.kind, name, action)
        await fleet.act(name, action, limited)
      }),
    logs: (service, tail, signal) => fleet.logs(service, tail, signal),
    requests: (tail, signal) => fleet.requests(tail, signal),
    materialize: (signal) =>
      run('materialize', signal, async (tell, limited) =>
        materialize({
          fleet,
          ...(await reached(limited)),
          stage: ({ text, progress }) => tell(text, progress),
        }),
      ),
    rebuildGraph,
    keepSettled: async (work, signal) => {
      await workflows.settled(signal)
      const over = new AbortController()
      // Each question of a settling listens to it.
      setMaxListeners(0, over.signal)
      const following = workflows.follow(over.signal)
      try {
        const value = await work()
        await workflows.settled(signal)
        return value
      } finally {
        over.abort()
        await following
      }
    },
    repairWorker: (signal) =>
      run('worker', signal, async (_tell, limited) => repairWorker(fleet, () => reached(limited), limited)),
    resetPlan: (clean, signal) => resets.plan(clean, signal),
    reset: async (clean, signal) => {
      const done = await resets.run(clean, signal)
      // It may have been of a version that went.
      observer.showNews(null)
      return done
    },
    readBaseline: async (signal) => readBaseline(await reached(signal)),
    setBaseline: (signal) =>
      run('baseline', signal, async (_tell, limited) => setBaseline(fleet, await reached(limited))),
    clearBaseline: (signal) =>
      run('baseline', signal, async (_tell, limited) => clearBaseline(await reached(limited))),
    deleteVersions: (work, signal) => run('versions', signal, (_tell, limited) => work(limited)),
    deleteTable: (look, signal) =>
      run('table', signal, async (_tell, limited) => {
        // A refusal cuts nothing, so that nothing counts as cut.
        const remove = await look(limited)
        await fleet.unsettle(limited)
        try {
          await remove()
        } catch (error) {
          // It may have cut sessions before it failed. Why it failed is what is told first.
          await fleet
            .settle(unlimited(), 'volume')
            .catch((unsettled: unknown) => warn(toFailure(unsettled).info))
          throw error
        }
        // Whoever asked may be gone by now: what was cut is settled all the same.
        await fleet.settle(unlimited(), 'volume')
      }),
    connection: async (signal) => (await reach(fleet, signal)).connection,
    close: async () => {
      watcher.close()
      await jobs.close()
    },
  }
}

/** What was begun without asking ends with the work itself, or with this controller. */
const unlimited = (): AbortSignal => new AbortController().signal

const stillLost = (why: string): Failure =>
  new Failure({
    code: 'STEP_FAILED',
    what: 'The graph was rebuilt, and is not there.',
    why,
    fix: 'Look at the logs of pcg and bigtable.',
  })
