import { z } from 'zod'
import { fleetKind } from './fleet'

/** One command of the cheat-sheet. */
const cheat = z.object({
  id: z.string(),
  code: z.string(),
  explanation: z.string(),
})
const cheatSection = z.object({
  title: z.string(),
  hint: z.string().default(''),
  commands: z.array(cheat).min(1),
})
export const cheatsheet = z.object({ sections: z.array(cheatSection).min(1) })
export type Cheatsheet = z.infer<typeof cheatsheet>

/** The cheat-sheet with the fleet's address in its commands, as they are to be copied or typed. */
export const cheatsheetAt = ({ sections }: Cheatsheet, address: string): Cheatsheet => ({
  sections: sections.map((section) => ({
    ...section,
    commands: section.commands.map((command) => ({
      ...command,
      code: command.code.replaceAll('{address}', address).trimEnd(),
    })),
  })),
})

/** One step of a lesson: narration, commands typed visibly, and checks after them (Python expressions that must hold). */
export const lessonStep = z.object({
  title: z.string(),
  say: z.string().default(''),
  run: z.array(z.string()).default([]),
  expect: z.array(z.object({ that: z.string(), check: z.string() })).default([]),
  view: z.enum(['fleet', 'annotations', 'history', 'versions', 'segmentation', 'cheatsheet']).optional(),
  notes: z.string().default(''),
  /** Seconds that the commands may take. */
  limit: z.number().positive().max(600).default(60),
})
export const lesson = z.object({
  id: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9-]{0,60}$/,
      'must be lower-case letters, digits and hyphens, 61 at most, and not begin with a hyphen',
    ),
  title: z.string(),
  about: z.string(),
  fleets: z.array(fleetKind).default(['genuine', 'practice']),
  steps: z.array(lessonStep).min(1),
})
export type Lesson = z.infer<typeof lesson>
export type LessonStep = z.infer<typeof lessonStep>

const lessonStepReport = z.object({
  title: z.string(),
  passed: z.boolean(),
  output: z.string(),
  /** The line that raised, or at which Python ended; null when every command went through. */
  stopped: z.object({ line: z.string(), error: z.string() }).nullable(),
  checks: z.array(z.object({ that: z.string(), passed: z.boolean(), detail: z.string() })),
})
/** What a lesson's step that has ended came to. */
export type LessonStepReport = z.infer<typeof lessonStepReport>

const lessonReport = z.object({
  id: z.string(),
  title: z.string(),
  passed: z.boolean(),
  /** Milliseconds. */
  elapsed: z.number(),
  steps: z.array(lessonStepReport),
})
export type LessonReport = z.infer<typeof lessonReport>
