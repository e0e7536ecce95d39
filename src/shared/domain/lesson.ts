import { z } from 'zod'
import { fleetKind } from './fleet'
import { serviceName } from './service'

/** One thing that a step does: a command that is typed, a moment of silence, or a service that is restarted. */
const lessonAct = z.union([
  z.string().describe('A Python command, as it would be typed.'),
  z.strictObject({
    pause: z
      .number()
      .positive()
      .max(60)
      .describe('Seconds of silence, for the audience to look. Left out without a window.'),
  }),
  z.strictObject({ restart: serviceName.describe('The service of the fleet that is restarted.') }),
])
export type LessonAct = z.infer<typeof lessonAct>

/** The views that a step can name. */
export const lessonView = z.enum([
  'fleet',
  'annotations',
  'history',
  'versions',
  'segmentation',
  'cheatsheet',
])
export type LessonView = z.infer<typeof lessonView>

const expectation = z.object({
  that: z.string().describe('What holds, as a sentence.'),
  check: z.string().describe('A Python expression that must be true.'),
})

/** One step of a lesson: narration, commands typed visibly, and checks after them (Python expressions that must hold). */
export const lessonStep = z.object({
  title: z.string().describe('One line.'),
  say: z.string().default('').describe('Narration, in Markdown.'),
  run: z.array(lessonAct).default([]).describe('Commands, pauses and restarts, in their order.'),
  expect: z.array(expectation).default([]).describe('Checks after the commands.'),
  view: lessonView.optional().describe('What to show beside it.'),
  table: z
    .string()
    .optional()
    .describe('The table that it shows in annotations or history; the demo table unless given.'),
  notes: z.string().default('').describe("For the presenter's eyes."),
  limit: z
    .number()
    .positive()
    .max(600)
    .default(60)
    .describe('Seconds that its commands and checks may take.'),
})
export const lesson = z.object({
  id: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9-]{0,60}$/,
      'must be lower-case letters, digits and hyphens, 61 at most, and not begin with a hyphen',
    )
    .describe("The lesson's name: lower-case letters, digits and hyphens."),
  title: z.string().describe('One line.'),
  about: z.string().describe('What it shows and what it changes, in one or two sentences.'),
  fleets: z.array(fleetKind).default(['genuine', 'practice']).describe('Those that it can run on.'),
  steps: z.array(lessonStep).min(1),
})
export type Lesson = z.infer<typeof lesson>
export type LessonStep = z.infer<typeof lessonStep>

export const lessonStepReport = z.object({
  title: z.string(),
  passed: z.boolean(),
  /** Commands and what they printed; empty in a terminal, where it stands on the screen. */
  output: z.string(),
  /** The line that raised, or at which Python ended; null when every command went through. */
  stopped: z.object({ line: z.string(), error: z.string() }).nullable(),
  /** Those of `run` that have ended, in their order. Milliseconds. */
  acts: z.array(z.object({ ok: z.boolean(), elapsed: z.number() })),
  checks: z.array(z.object({ that: z.string(), passed: z.boolean(), detail: z.string() })),
})
/** What a lesson's step came to, or has come to so far. */
export type LessonStepReport = z.infer<typeof lessonStepReport>

export const lessonReport = z.object({
  id: z.string(),
  title: z.string(),
  passed: z.boolean(),
  /** Milliseconds. */
  elapsed: z.number(),
  steps: z.array(lessonStepReport),
})
export type LessonReport = z.infer<typeof lessonReport>
