import { z } from 'zod'
import { errorInfo } from '../errors'

/** The terminal's Python environment: made once, repaired when it is found broken. */
export const pythonEnvironment = z.object({
  state: z.enum(['absent', 'preparing', 'ready', 'failed']),
  /** What is being done, or what is there: "Python 3.11.7 · caveclient 8.2.1". */
  detail: z.string(),
  progress: z.number().nullable(),
  error: errorInfo.nullable(),
})
export type PythonEnvironment = z.infer<typeof pythonEnvironment>

/** What a program is told to have ended with that something outside has killed. */
export const killed = 137

export const sessionId = z.string().regex(/^[0-9a-f-]{36}$/)
/** One screen that shows a session. */
export const readerId = z.string().regex(/^[0-9a-f-]{36}$/)
export const size = z.object({
  columns: z.number().int().min(2).max(1000),
  rows: z.number().int().min(1).max(500),
})

export const terminalEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('output'), data: z.string() }),
  z.object({ kind: z.literal('exit'), code: z.number().int() }),
])
export type TerminalEvent = z.infer<typeof terminalEvent>
