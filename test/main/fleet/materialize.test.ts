import { expect, test } from 'vitest'
import type { Fleet } from '../../../src/main/fleet/fleet'
import { materialize } from '../../../src/main/fleet/materialize'
import { emptySessions, fakeCave, type FakeAnswer } from './fake-cave'
import { fakeFleet } from './fake-fleet'
import { serviceOf } from './made-up-views'

const told = (text: string) => ({ time: '', service: 'mat-worker' as const, level: 'info' as const, text })
const taken = (task: string): string => `Task orchestration:run_complete_workflow[${task}] received`
const numbered = (task: string, version: number): string =>
  `orchestration:run_complete_workflow[${task}]: Created version ${String(version)} for fake_datastack`
const died = (task: string): string =>
  `Task orchestration:run_complete_workflow[${task}] raised unexpected: HTTPError('404 table not found')`
const ended = (task: string): string =>
  `Task orchestration:run_complete_workflow[${task}] succeeded in 0.001s: False`
const stuck = String.raw`Task workflow:merge_tables[m] retry: Retry in 180s: ProgrammingError('(psycopg2.errors.SyntaxError) syntax error at or near "select"\nLINE 5: select\n')`
const skipped = (task: string): string =>
  `run_complete_workflow for x is already running (lease held by b'1'); skipping duplicate execution ${task}.`

interface Script {
  /** What the list of versions answers, one look after another; the last answer stays. The first is before the request. */
  readonly versions: readonly FakeAnswer[]
  readonly active?: unknown
  /** What the worker writes once it is asked, line after line. */
  readonly log?: readonly string[]
  /** What it wrote before. */
  readonly before?: readonly string[]
  /** Whether its log ends with that, as it does with the worker. */
  readonly workerEnds?: boolean
}

const list = (...statuses: readonly string[]): FakeAnswer => ({
  json: statuses.map((status, index) => ({ version: index + 1, status })),
})
const none: FakeAnswer = { json: 'No valid versions found' }
const cut: FakeAnswer = { status: 500, json: { message: '(psycopg2.OperationalError) timeout expired' } }

const play = async (script: Script, parts: Partial<Fleet> = {}, sessions = emptySessions) => {
  const { versions, active = {}, log = [], before = [], workerEnds = false } = script
  let look = 0
  let posts = 0
  let ask: () => void = () => undefined
  const asked = new Promise<void>((resolve) => (ask = resolve))
  const connection = await fakeCave(({ method, url = '' }) => {
    if (method === 'POST') {
      posts += 1
      ask()
      return { json: 200 }
    }
    if (url.includes('status/active')) return { json: active }
    look += 1
    return versions[Math.min(look, versions.length) - 1] ?? none
  })
  let settled = 0
  const stages: string[] = []
  const fleet = fakeFleet({
    settle: async () => {
      settled += 1
    },
    logs: async function* (_service, _tail, signal) {
      yield before.map(told)
      await asked
      for (const text of log) yield [told(text)]
      if (!workerEnds) await new Promise((resolve) => signal.addEventListener('abort', resolve))
    },
    ...parts,
  })
  const result = materialize({
    fleet,
    connection,
    sessions,
    signal: new AbortController().signal,
    stage: ({ text }) => stages.push(text),
    appearMilliseconds: 200,
    silenceMilliseconds: 400,
    lookMilliseconds: 100,
  })
  const end = await result.then(
    (value) => ({ value, error: undefined }),
    (error: unknown) => ({ value: undefined, error }),
  )
  return { ...end, posts, settled, stages }
}

test('the first version of a fleet is waited for until it is available and the services are settled', async () => {
  const { value, posts, settled, stages } = await play({
    versions: [none, none, list('RUNNING'), list('RUNNING'), list('AVAILABLE')],
    log: ['workflow:create_analysis_database[u]: Creating new materialized database fake_datastack__mat1'],
  })
  expect(value).toEqual({ version: 1 })
  // What the copy cut, and then what is kept of an earlier version with the same number.
  expect({ posts, settled }).toEqual({ posts: 1, settled: 2 })
  expect(stages).toContain('Copying the database')
})

const cutLine = 'Task workflow:create_analysis_database[u] succeeded in 0.1s: True'

test('the services are settled once, begun as soon as their sessions are cut and waited for before it answers', async () => {
  let settled = 0
  let isOver = false
  const { value, stages } = await play(
    { versions: [none, none, list('RUNNING'), list('AVAILABLE')], log: [cutLine, cutLine] },
    {
      settle: async (_signal, extent) => {
        if (extent !== 'volume') return
        settled += 1
        await new Promise((resolve) => setTimeout(resolve, 300))
        isOver = true
      },
    },
  )
  expect(value).toEqual({ version: 1 })
  expect({ settled, isOver }).toEqual({ settled: 1, isOver: true })
  expect(stages.at(-1)).toBe('Waiting until every service answers again')
})

test('services that do not answer after the cut fail it, with a version that is there', async () => {
  const { error } = await play(
    { versions: [none, none, list('AVAILABLE')], log: [cutLine] },
    { settle: () => Promise.reject(new Error('no answer')) },
  )
  expect(error).toEqual(new Error('no answer'))
})

test('a version that is stuck in RUNNING from before is not taken for the new one', async () => {
  const { value } = await play({
    versions: [
      list('AVAILABLE', 'RUNNING'),
      list('AVAILABLE', 'RUNNING'),
      list('AVAILABLE', 'RUNNING', 'AVAILABLE'),
    ],
  })
  expect(value).toEqual({ version: 3 })
})

test('a look that meets the connections that are being cut is repeated', async () => {
  const { value } = await play({ versions: [list('AVAILABLE'), cut, cut, list('AVAILABLE', 'AVAILABLE')] })
  expect(value).toEqual({ version: 2 })
})

test.each<{ cause: string; script: Script; what: RegExp; fix: RegExp }>([
  {
    cause: 'no worker runs',
    script: { versions: [none], active: null },
    what: /no worker takes it/,
    fix: /Repair the materialization worker.*--repair/,
  },
  {
    cause: 'a killed worker holds the lease',
    script: {
      versions: [list('RUNNING')],
      log: [taken('2'), skipped('2')],
    },
    what: /was skipped/,
    fix: /repair the materialization worker.*--repair/,
  },
  {
    cause: 'it was skipped, and is over like any other run',
    script: { versions: [none], log: [taken('9'), skipped('9'), ended('9')] },
    what: /was skipped/,
    fix: /repair the materialization worker.*--repair/,
  },
  {
    cause: 'nothing comes of it after a run of the past that died',
    script: { before: [taken('8'), died('8')], versions: [none], active: { worker: [] } },
    what: /no version appeared/,
    fix: /Repair the materialization worker.*--repair/,
  },
  {
    cause: 'another run is under way',
    script: { versions: [none], active: { worker: [{ name: 'orchestration:run_complete_workflow' }] } },
    what: /was skipped/,
    fix: /Wait until the other run is done/,
  },
  {
    cause: 'the worker takes it and nothing comes of it',
    script: { versions: [none], active: { worker: [] } },
    what: /no version appeared/,
    fix: /Repair the materialization worker.*--repair/,
  },
  {
    cause: 'the task dies and leaves its version RUNNING',
    script: {
      versions: [none, list('RUNNING')],
      log: [taken('u'), numbered('u', 1), died('u')],
    },
    what: /Version 1 will never be finished/,
    fix: /segmentation graph/,
  },
  {
    cause: 'the task dies before it has a number',
    script: { versions: [none], log: [taken('u'), died('u')] },
    what: /ended in an error/,
    fix: /segmentation graph/,
  },
  {
    cause: 'the worker is killed in it',
    script: { versions: [none, list('RUNNING')], log: [taken('u'), numbered('u', 1)], workerEnds: true },
    what: /Version 1 will never be finished/,
    fix: /Repair the materialization worker.*--repair/,
  },
  {
    cause: 'the worker begins anew in it',
    script: {
      versions: [none, list('RUNNING')],
      log: [taken('u'), numbered('u', 1), 'worker.all@u ready.'],
    },
    what: /Version 1 will never be finished/,
    fix: /Repair the materialization worker.*--repair/,
  },
  {
    cause: 'the worker tells of no step forward',
    script: { versions: [none, list('RUNNING')], log: [taken('u'), numbered('u', 1)] },
    what: /Version 1 is not finished/,
    fix: /Repair the materialization worker.*--repair/,
  },
  {
    cause: 'a table that a client made meanwhile bears a word of SQL as its name',
    script: { versions: [none, list('RUNNING')], log: [taken('u'), numbered('u', 1), stuck] },
    what: /Version 1 will never be finished/,
    fix: /--repair.*delete the table "select" in Annotations/,
  },
  {
    cause: 'the workflow marks its version FAILED',
    script: { versions: [none, list('FAILED')] },
    what: /Version 1 failed/,
    fix: /hold its lease/,
  },
])('when $cause, the failure says so and what to do', async ({ script, what, fix }) => {
  const { error, settled } = await play(script)
  expect(error).toMatchObject({
    info: {
      code: 'MATERIALIZATION_FAILED',
      what: expect.stringMatching(what),
      fix: expect.stringMatching(fix),
    },
  })
  expect(settled).toBe(0)
})

test('a version that stands still is told of with the last fault of its worker', async () => {
  const waits = String.raw`Task process:ingest_new_annotations[i] retry: Retry in 0s: OperationalError('no route to postgres\nLINE 1')`
  const { error } = await play({
    versions: [none, list('RUNNING')],
    log: [taken('u'), numbered('u', 1), waits],
  })
  expect(error).toMatchObject({
    info: { why: expect.stringMatching(/Its last fault: OperationalError\('no route to postgres$/) },
  })
})

test.each([
  { gone: false, what: 'there is', why: 'a reserved word', fix: 'save its rows as CSV' },
  { gone: true, what: 'CAVE lists', why: 'dropped by hand', fix: 'Delete its entry there' },
])('no version is asked for while $what a table in its way', async ({ gone, what, why, fix }) => {
  const { error, posts } = await play(
    { versions: [none] },
    {},
    {
      with: (_database, _signal, work) =>
        work({
          rows: async (row) => [row.parse({ name: 'select', reserved: !gone, gone })],
          run: async () => undefined,
        }),
    },
  )
  expect(error).toMatchObject({
    info: {
      what: `No version can be made while ${what} a table "select".`,
      why: expect.stringContaining(why),
      fix: expect.stringContaining(fix),
    },
  })
  expect(posts).toBe(0)
})

test('a log that cannot be read costs the stages, not the version', async () => {
  const { value } = await play(
    { versions: [none, list('AVAILABLE')] },
    {
      logs: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('no log')) }) }),
    },
  )
  expect(value).toEqual({ version: 1 })
})

const many = (answer: FakeAnswer, times: number): readonly FakeAnswer[] =>
  Array.from({ length: times }, () => answer)

test('a run that is taken is waited for, however late its version appears', async () => {
  const { value } = await play({ versions: [...many(none, 7), list('AVAILABLE')], log: [taken('u')] })
  expect(value).toEqual({ version: 1 })
})

test('a run that tells of a step now and then is waited for, however long it takes', async () => {
  const { value, stages } = await play(
    { versions: [none, ...many(list('RUNNING'), 14), list('AVAILABLE')] },
    {
      logs: async function* (_service, _tail, signal) {
        yield []
        for (const text of [taken('u'), numbered('u', 1)]) yield [told(text)]
        for (let chunk = 0; chunk < 8 && !signal.aborted; chunk += 1) {
          await new Promise((resolve) => setTimeout(resolve, 120))
          yield [told('Task process:ingest_new_annotations[c] succeeded in 0.1s')]
        }
      },
    },
  )
  expect(value).toEqual({ version: 1 })
  expect(stages).toContain('Supervoxels and roots of new annotations are known')
})

test('a run that is tried again later is waited for until then, and says so', async () => {
  const { value, stages } = await play({
    versions: [none, ...many(list('RUNNING'), 14), list('AVAILABLE')],
    log: [
      taken('u'),
      numbered('u', 1),
      "Task workflow:create_analysis_database[c] retry: Retry in 180s: OperationalError('refused')",
    ],
  })
  expect(value).toEqual({ version: 1 })
  expect(stages).toContain('A part of it failed and is tried again after 180 s')
})

test("what became of a client's run is not taken for what became of this one", async () => {
  const { value } = await play({
    before: [taken('a'), numbered('a', 1)],
    versions: [list('RUNNING'), list('RUNNING'), list('RUNNING', 'RUNNING'), list('RUNNING', 'AVAILABLE')],
    log: [died('a'), taken('b'), numbered('b', 2), taken('c'), skipped('c')],
  })
  expect(value).toEqual({ version: 2 })
})

test('a service that ends while the version is made is told at once, so that it can be started', async () => {
  let looks = 0
  const { error } = await play(
    { versions: [none, list('RUNNING')], log: [taken('u'), numbered('u', 1)] },
    {
      services: async () => [
        serviceOf({ name: 'schema', state: 'stopped' }),
        serviceOf({ name: 'redis', title: 'Redis', state: (looks += 1) > 1 ? 'stopped' : 'healthy' }),
      ],
    },
  )
  expect(error).toMatchObject({
    info: { code: 'MATERIALIZATION_FAILED', why: 'Redis ended while it was made.' },
  })
})

test('a workflow that was accepted while the worker is stopped is queued', async () => {
  const { error } = await play(
    { versions: [none] },
    { services: async () => [serviceOf({ name: 'mat-worker', state: 'stopped' })] },
  )
  expect(error).toMatchObject({ info: { what: expect.stringContaining('queued, but no worker takes it') } })
})

test('a run of the past is not taken for this one, though its version had the same number', async () => {
  const { value } = await play({
    before: [taken('a'), numbered('a', 1), died('a')],
    versions: [none, list('RUNNING'), list('RUNNING'), list('AVAILABLE')],
    log: [taken('b'), numbered('b', 1)],
  })
  expect(value).toEqual({ version: 1 })
})
