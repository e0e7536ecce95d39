import path from 'node:path'
import type { Connection } from '../../../../src/main/data/connection'
import type { Fleet } from '../../../../src/main/fleet/fleet'
import { genuineSteps } from '../../../../src/main/fleet/genuine/genuine-steps'
import { runGraphScript } from '../../../../src/main/fleet/genuine/graph-script'
import { openWorker } from '../../../../src/main/fleet/genuine/worker'
import { runSteps, type RunOutcome } from '../../../../src/main/orchestrator/run-steps'
import type { Step } from '../../../../src/main/orchestrator/step'
import type { StepView } from '../../../../src/shared/domain/step'
import { temporaryHome } from '../../home/temporary-home'
import { MemoryRecords } from '../../orchestrator/memory-records'
import { FakeDatabases } from './fake-databases'
import { FakeEngine } from './fake-engine'
import { startGateway } from './fake-gateway'
import { fakeSupply } from './fake-supply'

/** These work on real tables and are tested with both kinds of fleet elsewhere: here each one is a name that is there or not. */
const content = new Set([
  'roles',
  'leftovers',
  'annotation-table',
  'first-version',
  'golden-copies',
  'reset-finished',
])

const root = path.resolve(import.meta.dirname, '../../../..')

/** Limits that are minutes on users' machines. */
const limitMilliseconds = 1500

export interface FakeGenuine {
  readonly engine: FakeEngine
  readonly databases: FakeDatabases
  readonly address: string
  /** Which of the content steps hold. */
  readonly made: Set<string>
  /** Content steps that fail. */
  readonly spoilt: Set<string>
  /** Every snapshot of the last run. */
  readonly story: (readonly StepView[])[]
  up(): Promise<RunOutcome>
}

const notHere = (): never => {
  throw new Error('No step of the bootstrap asks for this.')
}

/**
 * A genuine fleet without any of its services: the real steps over an engine, databases and a gateway in memory. `dashboard`: the
 * folder of a built one.
 */
export const fakeGenuine = async (dashboard = ''): Promise<FakeGenuine> => {
  const engine = new FakeEngine()
  const databases = new FakeDatabases()
  const address = await startGateway(engine, databases)
  const records = new MemoryRecords()
  const made = new Set(['roles', 'leftovers', 'reset-finished'])
  const spoilt = new Set<string>()
  const story: (readonly StepView[])[] = []
  const connection: Connection = {
    address,
    datastack: 'fake_datastack',
    alignedVolume: 'fake_volume',
    postgres: { host: '127.0.0.1', port: 1, user: 'postgres', password: 'postgres' },
  }

  const contentStep = (step: Step<Fleet>): Step<Fleet> => ({
    ...step,
    probe: async () => ({ holds: made.has(step.id), detail: step.id }),
    act: async () => {
      engine.journal.push(step.id)
      if (spoilt.has(step.id)) throw new Error(`${step.id} is spoilt`)
      made.add(step.id)
    },
  })
  const { home } = await temporaryHome()
  const parts = {
    supply: await fakeSupply(engine, home),
    project: engine,
    folder: root,
    dashboard,
    worker: openWorker(engine),
    sessionsOf: () => databases,
  }
  const steps = genuineSteps(parts, async () => engine.portTrouble)
    .map((step) => (content.has(step.id) ? contentStep(step) : step))
    .map((step) => ({ ...step, limit: { ...step.limit, milliseconds: limitMilliseconds } }))

  const fleet: Fleet = {
    kind: 'genuine',
    address,
    steps,
    connection: async () => (engine.running.has('postgres') ? connection : null),
    rebuildGraph: (signal) => runGraphScript(engine, () => undefined, signal),
    services: notHere,
    act: notHere,
    logs: notHere,
    requests: notHere,
    hints: notHere,
    settle: notHere,
    isSettled: notHere,
    unsettle: async () => undefined,
    clearQueues: notHere,
    freeWorker: notHere,
    repairWorker: notHere,
    down: notHere,
  }
  const up = (): Promise<RunOutcome> => {
    story.length = 0
    const signal = new AbortController().signal
    return runSteps({ steps, context: fleet, signal, records, observe: (views) => story.push(views) })
  }
  return { engine, databases, address, made, spoilt, story, up }
}
