import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterNews, type Workflow, type WorkflowEnd } from '../../../../src/main/fleet/control/workflow'
import { workerNews } from '../../../../src/main/fleet/materialize-log'

/** A worker as CAVE-FACTS 7 describes it: it takes runs, and the one that gets the lease goes on. */
interface Worker {
  /** Taken, and not begun. */
  readonly queue: string[]
  running: { readonly task: string; readonly version: number; cut: boolean } | null
  /** A run that hangs holds it for ever, until the worker begins anew. */
  isLeased: boolean
  tasks: number
  versions: number
}

/** What is known of it by its log alone. */
interface Follower {
  workflow: Workflow | null
  readonly ends: WorkflowEnd[]
  cuts: number
}

/** Whether a line comes a second time, without its head, as Celery writes it. */
type Repeat = boolean

const say = (follower: Follower, repeat: Repeat, ...lines: readonly string[]): void => {
  for (const text of lines.flatMap((line) => (repeat ? [line, line] : [line]))) {
    const news = workerNews({ text })
    if (news === undefined) continue
    const { workflow, end, cut } = afterNews(follower.workflow, news, 0)
    follower.workflow = workflow
    if (end !== undefined && end.kind !== 'nothing') follower.ends.push(end)
    if (cut === true) follower.cuts += 1
  }
}

const run = 'orchestration:run_complete_workflow'

abstract class Line implements fc.Command<Worker, Follower> {
  readonly repeat: Repeat
  constructor(repeat: Repeat) {
    this.repeat = repeat
  }
  abstract check(worker: Readonly<Worker>): boolean
  /** Changes the worker; answers its lines. */
  abstract work(worker: Worker, follower: Follower): readonly string[]
  run(worker: Worker, follower: Follower): void {
    say(follower, this.repeat, ...this.work(worker, follower))
    const { running } = worker
    const { workflow } = follower
    if (running === null) assert.equal(workflow?.version ?? null, null)
    else assert.deepEqual([workflow?.task, workflow?.version], [running.task, running.version])
  }
  toString = (): string => this.constructor.name
}

class Take extends Line {
  check = (): boolean => true
  work(worker: Worker): readonly string[] {
    const task = `0a${String((worker.tasks += 1))}`
    worker.queue.push(task)
    return [`Task ${run}[${task}] received`]
  }
}

class Begin extends Line {
  check = (worker: Readonly<Worker>): boolean => worker.queue.length > 0
  work(worker: Worker): readonly string[] {
    const task = worker.queue.shift() ?? ''
    if (worker.isLeased)
      return [
        `x: run_complete_workflow for fake_datastack is already running (lease held by b'1'); skipping duplicate execution ${task}.`,
        `Task ${run}[${task}] succeeded in 0.01s: False`,
      ]
    worker.isLeased = true
    worker.running = { task, version: (worker.versions += 1), cut: false }
    return [`${run}[${task}]: Created version ${String(worker.versions)} for fake_datastack (expires: x)`]
  }
}

class GoOn extends Line {
  check = ({ running }: Readonly<Worker>): boolean => running !== null
  work = (): readonly string[] => ['Task process:ingest_new_annotations[u] succeeded in 0.2s: {}']
}

class TryLater extends Line {
  check = ({ running }: Readonly<Worker>): boolean => running !== null
  work(_worker: Worker, follower: Follower): readonly string[] {
    say(follower, this.repeat, 'Task workflow:merge_tables[u] retry: Retry in 180s: OperationalError()')
    assert.equal(follower.workflow?.waits, true)
    say(follower, this.repeat, 'Task workflow:merge_tables[u] succeeded in 0.1s: True')
    assert.equal(follower.workflow?.waits, false)
    return []
  }
}

class Copy extends Line {
  check = ({ running }: Readonly<Worker>): boolean => running?.cut === false
  work(worker: Worker, follower: Follower): readonly string[] {
    if (worker.running !== null) worker.running.cut = true
    const before = follower.cuts
    say(follower, this.repeat, 'Task workflow:create_analysis_database[u] succeeded in 0.1s: True')
    assert.equal(follower.cuts, before + 1)
    return []
  }
}

abstract class End extends Line {
  check = ({ running }: Readonly<Worker>): boolean => running?.cut === true
  abstract readonly kind: WorkflowEnd['kind']
  readonly isFreed: boolean = true
  abstract lines(task: string, version: number): readonly string[]
  work(worker: Worker, follower: Follower): readonly string[] {
    const { task, version } = worker.running ?? { task: '', version: 0 }
    worker.running = null
    worker.isLeased = !this.isFreed
    const before = follower.ends.length
    say(follower, this.repeat, ...this.lines(task, version))
    const told = follower.ends.slice(before).map((end) => [end.kind, 'version' in end ? end.version : null])
    assert.deepEqual(told, [[this.kind, version]])
    return []
  }
}

class Available extends End {
  readonly kind = 'available'
  lines = (task: string, version: number): readonly string[] => [
    `Task workflow:set_version_status[u] succeeded in 0.02s: 'Mat db version ${String(version)} to AVAILABLE'`,
    `Task ${run}[${task}] succeeded in 1.4s: None`,
  ]
}

class Die extends End {
  override check = ({ running }: Readonly<Worker>): boolean => running !== null
  readonly kind = 'died'
  lines = (task: string): readonly string[] => [`Task ${run}[${task}] raised unexpected: HTTPError('404')`]
}

class Fail extends End {
  readonly kind = 'failed'
  override readonly isFreed = false
  lines = (): readonly string[] => ['Task workflow:merge_tables[u] raised unexpected: ProgrammingError()']
}

/** One that was queued ends in an error before it has a number, while another goes on. */
class Stumble extends Line {
  check = ({ queue, running }: Readonly<Worker>): boolean => queue.length > 0 && running !== null
  work(worker: Worker, follower: Follower): readonly string[] {
    const before = follower.ends.length
    say(
      follower,
      this.repeat,
      `Task ${run}[${worker.queue.shift() ?? ''}] raised unexpected: OperationalError()`,
    )
    assert.equal(follower.ends.length, before)
    return []
  }
}

class Restart extends Line {
  check = (): boolean => true
  work(worker: Worker, follower: Follower): readonly string[] {
    const { running } = worker
    const before = follower.ends.length
    const known = follower.workflow
    worker.running = null
    worker.queue.length = 0
    worker.isLeased = false
    say(follower, this.repeat, 'worker.all@9b50 ready.')
    assert.equal(follower.workflow, null)
    const lost: WorkflowEnd = { kind: 'lost', version: running?.version ?? null }
    assert.deepEqual(follower.ends.slice(before), known === null ? [] : [lost])
    return []
  }
}

test('what the log tells is what the worker does: which run goes on, what became of it once, and each cut once', () => {
  const repeated = fc.boolean()
  const all = [Take, Begin, GoOn, TryLater, Copy, Available, Die, Fail, Stumble, Restart].map((Each) =>
    repeated.map((repeat): fc.Command<Worker, Follower> => new Each(repeat)),
  )
  const found = fc.check(
    fc.property(fc.commands(all, { maxCommands: 60 }), (commands) => {
      fc.modelRun(
        () => ({
          model: { queue: [], running: null, isLeased: false, tasks: 0, versions: 0 },
          real: { workflow: null, ends: [], cuts: 0 },
        }),
        commands,
      )
    }),
    { numRuns: 500 },
  )
  expect(found.failed ? fc.defaultReportMessage(found) : 'nothing').toBe('nothing')
})

test('a run that was under way before the log is read is known from its next line that names it', () => {
  const follower: Follower = { workflow: null, ends: [], cuts: 0 }
  say(follower, false, 'Task workflow:create_analysis_database[u] succeeded in 0.1s: True')
  say(
    follower,
    false,
    "Task workflow:set_version_status[u] succeeded in 0.02s: 'Mat db version 7 to AVAILABLE'",
  )
  expect(follower).toEqual({ workflow: null, ends: [], cuts: 1 })
})

test('a stage never goes back, whatever order the lines of several processes come in', () => {
  const follower: Follower = { workflow: null, ends: [], cuts: 0 }
  say(
    follower,
    false,
    `Task ${run}[a] received`,
    'x: Creating new materialized database fake_datastack__mat1',
  )
  say(follower, false, 'Amount of expired root ids: 2')
  expect(follower.workflow).toMatchObject({ stage: 'Copying the database', progress: 0.6 })
})
