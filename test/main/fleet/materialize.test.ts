import { expect, test } from 'vitest'
import type { Fleet } from '../../../src/main/fleet/fleet'
import { materialize } from '../../../src/main/fleet/materialize'
import { emptySessions, fakeCave, type FakeAnswer } from './fake-cave'
import { fakeFleet } from './fake-fleet'

interface Script {
  /** What the list of versions answers, one look after another; the last answer stays. The first is before the request. */
  readonly versions: readonly FakeAnswer[]
  readonly active?: unknown
  readonly log?: readonly string[]
}

const list = (...statuses: readonly string[]): FakeAnswer => ({
  json: statuses.map((status, index) => ({ version: index + 1, status })),
})
const none: FakeAnswer = { json: 'No valid versions found' }
const cut: FakeAnswer = { status: 500, json: { message: '(psycopg2.OperationalError) timeout expired' } }

const play = async ({ versions, active = {}, log = [] }: Script, parts: Partial<Fleet> = {}) => {
  let look = 0
  let posts = 0
  const connection = await fakeCave(({ method, url = '' }) => {
    if (method === 'POST') {
      posts += 1
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
    logs: async function* () {
      yield log.map((text) => ({ time: '', service: 'mat-worker' as const, level: 'info' as const, text }))
    },
    ...parts,
  })
  const result = materialize({
    fleet,
    connection,
    sessions: emptySessions,
    signal: new AbortController().signal,
    stage: ({ text }) => stages.push(text),
    appearMilliseconds: 200,
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
  expect({ posts, settled }).toEqual({ posts: 1, settled: 1 })
  expect(stages).toContain('Copying the database')
})

const cutLine = 'Task workflow:create_analysis_database[u] succeeded in 0.1s: True'

test('the services are settled once, begun as soon as their sessions are cut and waited for before it answers', async () => {
  let settled = 0
  let isOver = false
  const { value, stages } = await play(
    { versions: [none, none, list('RUNNING'), list('AVAILABLE')], log: [cutLine, cutLine] },
    {
      settle: async () => {
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
      log: [
        "run_complete_workflow for x is already running (lease held by b'1'); skipping duplicate execution 2.",
      ],
    },
    what: /was skipped/,
    fix: /repair the materialization worker.*--repair/,
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
      log: [
        "Task orchestration:run_complete_workflow[u] raised unexpected: HTTPError('404 table not found')",
      ],
    },
    what: /(will never be finished|ended in an error)/,
    fix: /segmentation graph/,
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

test('a log that cannot be read costs the stages, not the version', async () => {
  const { value } = await play(
    { versions: [none, list('AVAILABLE')] },
    {
      logs: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('no log')) }) }),
    },
  )
  expect(value).toEqual({ version: 1 })
})
