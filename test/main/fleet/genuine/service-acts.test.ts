import { expect, test } from 'vitest'
import { openServiceActs } from '../../../../src/main/fleet/genuine/service-acts'
import { openWorker } from '../../../../src/main/fleet/genuine/worker'
import type { Container } from '../../../../src/main/engine/engine'
import { FakeEngine } from './fake-engine'

const never = new AbortController().signal

/** An engine whose own health checks have not run yet. */
class Engine extends FakeEngine {
  readonly asked: string[] = []
  refusals = 0
  override async containers(): Promise<readonly Container[]> {
    return (await super.containers()).map((each) => ({ ...each, health: 'starting' }))
  }
  override async exec(service: string, command: readonly string[]) {
    this.asked.push(`${service} ${command.join(' ')}`)
    const status = this.asked.length > this.refusals ? 0 : 1
    return { status, output: '', errors: '' }
  }
}

const stage = (engine: Engine) => {
  const did: string[] = []
  const act = openServiceActs({
    project: engine,
    worker: openWorker(engine),
    rebuildGraph: async () => void did.push('graph'),
    settle: async () => void did.push('settled'),
  })
  return { act, did }
}

test('a service that answers counts as started, whenever the engine looks at it next', async () => {
  const engine = new Engine()
  engine.refusals = 2
  const { act } = stage(engine)
  await act('redis', 'start', never)
  expect(engine.asked).toEqual(['redis redis-cli ping', 'redis redis-cli ping', 'redis redis-cli ping'])
})

test('what a restart has broken or forgotten is put right before it is over', async () => {
  const engine = new Engine()
  engine.running.add('postgres')
  const { act, did } = stage(engine)
  await act('postgres', 'restart', never)
  expect(did).toEqual(['settled'])
})

test('a service that is stopped is not waited for', async () => {
  const engine = new Engine()
  engine.running.add('redis')
  const { act, did } = stage(engine)
  await act('redis', 'stop', never)
  expect({ asked: engine.asked, did }).toEqual({ asked: [], did: [] })
})
