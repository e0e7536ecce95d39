import { beforeEach, expect, test } from 'vitest'
import { openWorker } from '../../../../src/main/fleet/genuine/worker'
import { FakeEngine } from './fake-engine'

const never = new AbortController().signal
let engine = new FakeEngine()

beforeEach(() => {
  engine = new FakeEngine()
  engine.running.add('redis').add('mat-worker')
})

/** A worker whose log is this. */
const saying = (...lines: readonly string[]) => {
  let read = 0
  const project = Object.assign(engine, {
    logs: async function* () {
      read += 1
      yield* lines
    },
  })
  return { worker: openWorker(project), reads: () => read }
}

/** A worker whose log is this, of which only the newest lines are given where only those are asked for. */
const sayingMuch = (lines: readonly string[]) =>
  openWorker(
    Object.assign(engine, {
      logs: async function* (_service: string, { tail }: { readonly tail: number }) {
        yield* lines.slice(-tail)
      },
    }),
  )

const ready = '[2026-11-23 02:06:08,991: INFO/MainProcess] worker.all@9b5029baa5e1 ready.'

test('it is ready once it says so, and its log is not read again for the same start', async () => {
  const { worker, reads } = saying('mingle: all alone', ready, 'Task received')
  expect(await worker.ready(never)).toBe(true)
  expect(await worker.ready(never)).toBe(true)
  expect(reads()).toBe(1)
})

test('a worker that has said so long ago, and takes workflows since, is ready', async () => {
  const task = 'workflow:set_version_status[ae27c20e-1bf9-48b8-8673-a91479d779d7]'
  const { worker } = saying(`[2026-11-26 17:11:28,650: INFO/MainProcess] Task ${task} received`)
  expect(await worker.ready(never)).toBe(true)
})

test('a worker that still imports, or does not run, is not ready', async () => {
  const { worker, reads } = saying('mingle: searching for neighbors')
  expect(await worker.ready(never)).toBe(false)
  expect(reads()).toBe(1)
  engine.running.delete('mat-worker')
  expect(await worker.ready(never)).toBe(false)
})

const workflow = (number: number): readonly string[] => [
  `[2026-11-23 02:10:08,991: INFO/MainProcess] Task workflow:fin[${String(number)}] received`,
  ...Array.from({ length: 30 }, () => '[2026-11-23 02:10:09,000: INFO/ForkPoolWorker-2] Adding index'),
]

test('a worker that has made many versions is ready, although it said so long ago', async () => {
  const told = Array.from({ length: 200 }, (_, index) => workflow(index)).flat()
  expect(await sayingMuch(told).ready(never)).toBe(true)
})

test('neither what it said long ago nor a flood of other lines since makes it look as if it were not ready', async () => {
  const lost = Array.from({ length: 5000 }, () => 'ERROR/MainProcess] consumer: Cannot connect to redis')
  expect(await sayingMuch([ready, ...lost]).ready(never)).toBe(true)
  expect(await sayingMuch(lost).ready(never)).toBe(false)
})

test('repair ends the worker before it takes the lease away, and returns with a worker that is ready', async () => {
  const { worker } = saying(ready)
  await worker.repair(never)
  expect(engine.journal).toEqual([
    'stop mat-worker',
    'exec redis redis-cli del RUN_COMPLETE_WORKFLOW_LOCK:fake_datastack',
    'start mat-worker',
  ])
})

/** Redis in which the lease is held and the queue is as long as each asking says. */
const busy = (askings: readonly { lease: string; queue: string }[], limit?: number) => {
  let asked = 0
  const project = Object.assign(engine, {
    exec: async (_service: string, command: readonly string[]) => {
      engine.journal.push(command.slice(1, 2).join(' '))
      if (command[1] === 'exists') asked += 1
      const now = askings[Math.min(asked, askings.length) - 1] ?? { lease: '0', queue: '0' }
      const output = command[1] === 'exists' ? now.lease : now.queue
      return { status: 0, output: `${output}\n`, errors: '' }
    },
    logs: async function* () {
      yield ready
    },
  })
  return openWorker(project, limit)
}

test('a worker that does nothing is free at once', async () => {
  await busy([{ lease: '0', queue: '0' }]).free(never)
  expect(engine.journal).toEqual(['exists', 'llen'])
})

test('a workflow that goes on, or waits in the queue, is waited for', async () => {
  const worker = busy([
    { lease: '0', queue: '1' },
    { lease: '1', queue: '0' },
    { lease: '0', queue: '0' },
  ])
  await worker.free(never)
  expect(engine.journal.filter((line) => !/exists|llen/.test(line))).toEqual([])
})

test('a lease that a killed worker has left is taken away', async () => {
  await busy([{ lease: '1', queue: '0' }], 1).free(never)
  expect(engine.journal.filter((line) => !/exists|llen/.test(line))).toEqual([
    'stop mat-worker',
    'del',
    'start mat-worker',
  ])
})

test('Redis that takes no command is told', async () => {
  const { worker } = saying(ready)
  engine.broken.set('exec redis', 'Could not connect')
  await expect(worker.isLeased(never)).rejects.toMatchObject({
    info: { what: 'Redis did not take a command.', why: expect.stringContaining('Could not connect') },
  })
})
