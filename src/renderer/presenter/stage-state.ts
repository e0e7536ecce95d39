import { z } from 'zod'
import { resetPlan } from '../../shared/domain/fleet'
import { lessonStepReport } from '../../shared/domain/lesson'
import { errorInfo } from '../../shared/errors'

/**
 * What became of a step on this stage. `accepted`: a failed one that counts as done; `skipped`: left out by the presenter, so
 * that nothing runs it on the way to a later one.
 */
const mark = z.enum(['none', 'passed', 'failed', 'accepted', 'skipped'])
export type Mark = z.infer<typeof mark>

const phase = z.enum([
  /** The step is told; nothing of it runs. */
  'told',
  /** Its commands are to run as soon as the fleet and Python can take them. */
  'waiting',
  'running',
  /** What runs is being interrupted. */
  'stopping',
  'done',
  'failed',
  /** Everything goes back to the beginning. */
  'resetting',
  'end',
])

const place = z.number().int().min(0)

/** Where the stage is on its way to: the steps that are missing before it are run first, fast. */
const goal = z.object({ step: place, runs: z.boolean() })
export type Goal = z.infer<typeof goal>

/** One step's commands, under way. `fast`: for a later step's sake, at once and without its pauses. */
const run = z.object({ id: z.number().int(), step: place, fast: z.boolean() })

const after = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tell') }),
  z.object({ kind: z.literal('jump'), step: place }),
  z.object({ kind: z.literal('reset') }),
  z.object({ kind: z.literal('leave') }),
])
export type After = z.infer<typeof after>

/** Why it does not go on: for the speaker alone. */
const trouble = z.object({
  /** What did not work: a step's commands, or the way back to the beginning. */
  of: z.union([place, z.literal('reset')]),
  report: lessonStepReport.nullable(),
  error: errorInfo.nullable(),
})
export type Trouble = z.infer<typeof trouble>

/** "Start over" waits for a yes, which counts once what goes has been told. */
const asking = z.object({
  id: z.number().int(),
  /** Null while it is looked for, and where it could not be found. */
  plan: resetPlan.nullable(),
  error: errorInfo.nullable(),
})
export type Asking = z.infer<typeof asking>

export const stageState = z.object({
  /** For each step whether it does or checks anything. */
  runnable: z.array(z.boolean()),
  step: place,
  phase,
  marks: z.array(mark),
  goal: goal.nullable(),
  run: run.nullable(),
  /** Of the run that began last. */
  lastRun: z.number().int(),
  /** Once the interrupted run has ended. */
  after,
  trouble: trouble.nullable(),
  /** `other`: one that this lesson is not for. */
  fleet: z.enum(['ready', 'busy', 'lost', 'other']),
  python: z.enum(['opening', 'ready', 'failed']),
  /** Why there is none. */
  pythonError: errorInfo.nullable(),
  black: z.boolean(),
  asking: asking.nullable(),
  lastAsked: z.number().int(),
  /** The number of a step, as far as it is typed. */
  digits: z.string(),
  left: z.boolean(),
})
export type StageState = z.infer<typeof stageState>

export const firstState = (runnable: readonly boolean[]): StageState => ({
  runnable: [...runnable],
  step: 0,
  phase: 'told',
  marks: runnable.map(() => 'none'),
  goal: null,
  run: null,
  lastRun: 0,
  after: { kind: 'tell' },
  trouble: null,
  fleet: 'busy',
  python: 'opening',
  pythonError: null,
  black: false,
  asking: null,
  lastAsked: 0,
  digits: '',
  left: false,
})
