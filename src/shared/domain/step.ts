import { z } from 'zod'
import { errorInfo } from '../errors'

/** Where a step of the bootstrap stands. */
export const stepState = z.enum([
  'waiting',
  'probing',
  'acting',
  'verifying',
  'done',
  'failed',
  'blocked',
  'cancelled',
])
export type StepState = z.infer<typeof stepState>

/** One step as a panel or a command line shows it. */
export const stepView = z.object({
  id: z.string(),
  title: z.string(),
  needs: z.array(z.string()),
  state: stepState,
  /** What it is doing now, or what it found. */
  detail: z.string(),
  /** 0 to 1 where the step can tell, else null. */
  progress: z.number().nullable(),
  /** True when the probe held at once, so that nothing had to be done. */
  already: z.boolean(),
  attempts: z.number().int(),
  /** ISO 8601, UTC. */
  startedAt: z.string().nullable(),
  /** Milliseconds it took, once it has ended. */
  elapsed: z.number().nullable(),
  /** The last lines that the step reported. */
  log: z.array(z.string()),
  error: errorInfo.nullable(),
})
export type StepView = z.infer<typeof stepView>
