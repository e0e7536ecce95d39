import { onTestFinished, expect, test, vi } from 'vitest'
import { Workflows } from '../../../../src/main/fleet/control/workflows'
import { Latest } from '../../../../src/main/waiting/latest'
import type { Healing, Job } from '../../../../src/shared/domain/fleet'
import type { LogLine } from '../../../../src/shared/domain/service'
import { Failure } from '../../../../src/shared/errors'

const never = new AbortController().signal
const run = 'orchestration:run_complete_workflow'
const taken = (task: string): string => `Task ${run}[${task}] received`
const numbered = (task: string, version: number): string =>
  `${run}[${task}]: Created version ${String(version)} for fake_datastack (expires: x)`
const cut = 'Task workflow:create_analysis_database[u] succeeded in 0.1s: True'
const available = (version: number): string =>
  `Task workflow:set_version_status[u] succeeded in 0.02s: 'Mat db version ${String(version)} to AVAILABLE'`
/** A whole good run. */
const good = (task: string, version: number): readonly string[] => [
  taken(task),
  numbered(task, version),
  cut,
  available(version),
]

interface Given {
  /** What the log holds before it is followed. */
  readonly past?: readonly string[]
  readonly isSettled?: boolean
  readonly silenceMilliseconds?: number
}

interface State {
  /** A job of this process, and of another one. */
  job: Job | null
  other: Job | null
  isSettled: boolean
  /** How often what a cut has left was settled, and what is kept of an earlier version. */
  settled: number
  newest: number
  /** How often it was looked whether they are, and told to be over. */
  looked: number
  over: number
  /** The log ends at its next line. */
  ended: boolean
}

const stage = async ({ past = [], isSettled = true, silenceMilliseconds }: Given = {}) => {
  const log = new Latest<readonly string[]>()
  const told: Healing[] = []
  const troubles: Healing[] = []
  const shown: (Job | null)[] = []
  const state: State = {
    job: null,
    other: null,
    isSettled,
    settled: 0,
    newest: 0,
    looked: 0,
    over: 0,
    ended: false,
  }
  let settle = async (_signal: AbortSignal): Promise<void> => undefined
  let newest = async (): Promise<void> => undefined
  const lineOf = (text: string): LogLine => ({ time: '', service: 'mat-worker', level: 'info', text })
  const workflows = new Workflows({
    fleet: {
      logs: async function* (_service, _tail, signal) {
        yield past.map(lineOf)
        for await (const lines of log.follow(0, signal)) {
          if (state.ended) return
          yield lines.map(lineOf)
        }
      },
      settle: async (signal, extent) => {
        if (extent === 'newest') {
          state.newest += 1
          return newest()
        }
        state.settled += 1
        await settle(signal)
      },
      isSettled: async () => {
        state.looked += 1
        return state.isSettled
      },
    },
    jobs: () => ({ own: state.job, other: async () => state.other }),
    changed: () => shown.push(workflows.job),
    over: () => (state.over += 1),
    tell: (news) => told.push(news),
    tellTrouble: (trouble) => troubles.push(trouble),
    silenceWithoutQueue: 50,
    ...(silenceMilliseconds === undefined ? {} : { silenceMilliseconds }),
  })
  const stop = new AbortController()
  onTestFinished(() => stop.abort())
  const following = workflows.follow(stop.signal)
  await vi.waitFor(() => expect(state.looked).toBe(1))
  const say = async (...lines: readonly string[]): Promise<void> => {
    log.set(lines)
    // One after another, as `Latest` keeps only the newest.
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  return {
    workflows,
    state,
    told,
    troubles,
    shown,
    say,
    settling: (by: typeof settle) => (settle = by),
    meetingNewest: (by: typeof newest) => (newest = by),
    stop: () => {
      stop.abort()
      return following
    },
    endLog: async () => {
      state.ended = true
      log.set([])
      await following
    },
  }
}

const job = (kind: Job['kind']): Job => ({ kind, title: kind, stage: '', progress: null, startedAt: '' })

test('a version that a client asks for is shown as it goes on, the services are settled once, and that is told', async () => {
  const { workflows, state, told, shown, say } = await stage()
  for (const line of good('a', 7)) await say(line)
  await vi.waitFor(() => expect(told).toHaveLength(1))
  expect(told[0]).toMatchObject({ state: 'healed', what: expect.stringContaining('Version 7 is there') })
  expect([state.settled, state.newest]).toEqual([1, 1])
  const stages = shown.flatMap((each) => each?.stage.replace('Asked for by a client. ', '') ?? [])
  expect(stages).toEqual(
    expect.arrayContaining(['The version has its number', 'Waiting until every service answers again']),
  )
  expect(workflows.job).toBeNull()
  expect(workflows.isUnderWay).toBe(false)
})

test('the services are settled as soon as they are cut, before the version is there; it is under way until both are', async () => {
  const { workflows, state, told, say, settling } = await stage()
  let answer: () => void = () => undefined
  settling(() => new Promise((resolve) => (answer = resolve)))
  await say(taken('a'), numbered('a', 7), cut)
  expect(state.settled).toBe(1)
  expect(workflows.cuts).toBe(1)
  await say(available(7))
  expect(workflows.isUnderWay).toBe(true)
  expect(workflows.job?.stage).toContain('Waiting until every service answers again')
  expect(told).toEqual([])
  answer()
  await vi.waitFor(() => expect(told).toHaveLength(1))
  expect(state.settled).toBe(1)
  expect(state.over).toBeGreaterThan(0)
})

test('what the services kept of an earlier version of its number is met before the version is told, and before a client goes on', async () => {
  const { workflows, told, say, meetingNewest } = await stage()
  let answer: () => void = () => undefined
  meetingNewest(() => new Promise((resolve) => (answer = resolve)))
  await say(...good('a', 2))
  let isSettled = false
  const settled = workflows.settled(never).then(() => (isSettled = true))
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect([isSettled, told.length]).toEqual([false, 0])
  answer()
  await settled
  await vi.waitFor(() => expect(told).toMatchObject([{ state: 'healed' }]))
})

test('a new version that does not answer is told as trouble, not as healed, and is met later', async () => {
  const { workflows, state, told, troubles, say, meetingNewest } = await stage()
  meetingNewest(() =>
    Promise.reject(new Failure({ code: 'TIMED_OUT', what: 'No answer.', why: 'Silence.', fix: 'Restart.' })),
  )
  await say(...good('a', 2))
  await vi.waitFor(() => expect(troubles).toMatchObject([{ what: 'No answer.' }]))
  await vi.waitFor(() => expect(workflows.job).toBeNull())
  expect(told).toEqual([])
  meetingNewest(async () => undefined)
  await say(...good('b', 3))
  await vi.waitFor(() => expect(told).toMatchObject([{ state: 'healed' }]))
  expect(state.newest).toBe(2)
})

test('a cut that comes while the services are settled is settled after it', async () => {
  const { workflows, state, say, settling } = await stage()
  const answers: (() => void)[] = []
  settling(() => new Promise((resolve) => answers.push(resolve)))
  await say(...good('a', 1))
  await say(taken('b'), numbered('b', 2), cut)
  expect(state.settled).toBe(1)
  answers[0]?.()
  await vi.waitFor(() => expect(state.settled).toBe(2))
  answers[1]?.()
  await workflows.settled(never)
})

test.each(['own', 'other'] as const)(
  'a job of this home (%s) settles by itself, and is looked at after it',
  async (whose) => {
    const { workflows, state, told, say } = await stage()
    if (whose === 'own') state.job = job('materialize')
    else state.other = job('reset')
    await say(...good('a', 7))
    await workflows.settled(never)
    expect(state.settled).toBe(0)
    state.job = null
    state.other = null
    // It was ended before it had settled them.
    state.isSettled = false
    await workflows.settled(never)
    expect(state.settled).toBe(1)
    await workflows.settled(never)
    expect([state.settled, state.newest]).toEqual([1, 0])
    expect(told).toEqual([])
  },
)

test('what was cut before anybody followed is settled at once, and not told as if it had just happened', async () => {
  const { workflows, state, told } = await stage({ past: good('a', 7), isSettled: false })
  await workflows.settled(never)
  expect(state.settled).toBe(1)
  expect(told).toEqual([])
  expect(workflows.job).toBeNull()
})

test('a run that was under way when the log was opened is shown, and its end is told', async () => {
  const { workflows, told, say } = await stage({ past: [taken('a'), numbered('a', 7)] })
  expect(workflows.job?.stage).toContain('The version has its number')
  await say(cut, available(7))
  await vi.waitFor(() => expect(told).toHaveLength(1))
})

test.each([
  [
    'died',
    `Task ${run}[a] raised unexpected: HTTPError('404 table')`,
    /Version 7 will never be finished/,
    /404 table/,
  ],
  [
    'failed',
    'Task workflow:merge_tables[u] raised unexpected: ProgrammingError()',
    /Version 7 failed/,
    /repair|Repair/,
  ],
  ['lost its worker', 'worker.all@9b50 ready.', /Version 7 will never be finished/, /begun anew/],
])('a run that %s is over: it is not shown for ever, and why is told', async (_how, line, what, detail) => {
  const { workflows, told, say } = await stage()
  await say(taken('a'), numbered('a', 7), line)
  await vi.waitFor(() => expect(told).toHaveLength(1))
  expect(told[0]).toMatchObject({
    state: 'failed',
    what: expect.stringMatching(what),
    detail: expect.stringMatching(detail),
  })
  expect(workflows.job).toBeNull()
})

test('a run that says nothing for too long counts as lost', async () => {
  const { workflows, told, say } = await stage({ silenceMilliseconds: 50 })
  await say(taken('a'), numbered('a', 7))
  await vi.waitFor(() => expect(told).toMatchObject([{ state: 'failed' }]))
  expect(workflows.job).toBeNull()
})

const redisOf = (startedAt: string | null) => [{ name: 'redis' as const, startedAt }]

test('a run whose queue was lost with Redis, and that says nothing more, counts as lost soon', async () => {
  const { workflows, told, say } = await stage()
  const { signal } = new AbortController()
  workflows.seen(redisOf('2026-11-26T10:00:00Z'), signal)
  await say(taken('a'), numbered('a', 7))
  workflows.seen(redisOf('2026-11-26T10:00:00Z'), signal)
  workflows.seen(redisOf(null), signal)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(workflows.job).not.toBeNull()
  workflows.seen(redisOf('2026-11-26T10:05:00Z'), signal)
  await say('[INFO/MainProcess] Connected to redis://redis:6379/0')
  await vi.waitFor(() =>
    expect(told).toMatchObject([{ state: 'failed', what: expect.stringContaining('never be finished') }]),
  )
  expect(workflows.job).toBeNull()
})

test('a run that goes on although Redis began anew is not lost', async () => {
  const { workflows, told, say } = await stage()
  const { signal } = new AbortController()
  workflows.seen(redisOf('2026-11-26T10:00:00Z'), signal)
  await say(taken('a'), numbered('a', 7))
  workflows.seen(redisOf('2026-11-26T10:05:00Z'), signal)
  await say('Task process:ingest_new_annotations[c] succeeded in 0.1s')
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(told).toEqual([])
  await say(cut, available(7))
  await vi.waitFor(() => expect(told).toMatchObject([{ state: 'healed' }]))
})

test('a run that was skipped is shown no more, and is no news', async () => {
  const { workflows, told, say } = await stage()
  await say(
    taken('a'),
    "run_complete_workflow for x is already running (lease held by b'1'); skipping duplicate execution a.",
  )
  await vi.waitFor(() => expect(workflows.job).toBeNull())
  expect(told).toEqual([])
})

test('a log that ends, as its container does, leaves nothing under way; who follows again sees to what was cut meanwhile', async () => {
  const { workflows, state, told, say, endLog } = await stage()
  await say(taken('a'), numbered('a', 7))
  await endLog()
  await vi.waitFor(() => expect(told).toMatchObject([{ state: 'failed' }]))
  expect(workflows.isUnderWay).toBe(false)
  state.ended = false
  state.isSettled = false
  void workflows.follow(never)
  await vi.waitFor(() => expect(state.settled).toBe(1))
})

test('services that do not answer are told once, and whoever asks for them to be settled learns it', async () => {
  const { workflows, state, told, troubles, say, settling } = await stage()
  settling(() =>
    Promise.reject(
      new Failure({ code: 'TIMED_OUT', what: 'It took too long.', why: 'Silence.', fix: 'Restart.' }),
    ),
  )
  await say(taken('a'), numbered('a', 7), cut)
  await vi.waitFor(() =>
    expect(troubles).toMatchObject([
      { state: 'failed', what: 'It took too long.', detail: 'Silence. Restart.' },
    ]),
  )
  await say(available(7))
  await vi.waitFor(() => expect(workflows.job).toBeNull())
  expect([troubles.length, told.length]).toEqual([1, 0])
  await expect(workflows.settled(never)).rejects.toMatchObject({ info: { what: 'It took too long.' } })
  // They are not asked again at every look, but at the next cut.
  expect(state.settled).toBe(1)
  settling(async () => undefined)
  await say(...good('b', 8))
  await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ state: 'healed' }))
  await workflows.settled(never)
})

test('who stops following is told nothing more, and a settling that was cut short is done by the next', async () => {
  const { workflows, state, told, say, settling, stop } = await stage()
  settling(
    (signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true })
      }),
  )
  await say(taken('a'), numbered('a', 7), cut)
  await stop()
  expect(told).toEqual([])
  expect(workflows.job).toBeNull()
  settling(async () => undefined)
  state.isSettled = false
  await workflows.settled(never)
  expect(state.settled).toBe(2)
})

test('a log that cannot be read is nothing to fail for', async () => {
  const workflows = new Workflows({
    fleet: {
      logs: () => ({
        [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('no container')) }),
      }),
      settle: async () => undefined,
      isSettled: async () => true,
    },
    jobs: () => ({ own: null, other: async () => null }),
    changed: () => undefined,
    over: () => undefined,
    tell: () => undefined,
    tellTrouble: () => undefined,
  })
  await workflows.follow(never)
  expect(workflows.isUnderWay).toBe(false)
  await workflows.settled(never)
})
