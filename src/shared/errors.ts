import { z } from 'zod'

/** Every code that a failure can carry. Scripts and the panel may rely on the spelling. */
const errorCodes = [
  'BAD_INPUT',
  'BUNDLE_INVALID',
  'CANCELLED',
  'CAVE_REFUSED',
  'CAVE_UNREACHABLE',
  'COMPOSE_MISSING',
  'CONFIRMATION_NEEDED',
  'DATABASE_FAILED',
  'DISCONNECTED',
  'DISK_FULL',
  'ENGINE_DENIED',
  'ENGINE_FAILED',
  'ENGINE_MISSING',
  'ENGINE_REFUSED',
  'FLEET_DOWN',
  'FLEET_FOREIGN',
  'FLEET_UNAVAILABLE',
  'GRAPH_LOST',
  'HOME_BUSY',
  'HOME_CORRUPT',
  'HOME_UNUSABLE',
  'IMAGES_MISSING',
  'INTERNAL',
  'KIT_INVALID',
  'LESSON_FAILED',
  'LESSON_INVALID',
  'MATERIALIZATION_FAILED',
  'NOT_FOUND',
  'PANEL_FAILED',
  'PORT_TAKEN',
  'POSTGRES_FAILED',
  'PULL_FAILED',
  'PYTHON_MISSING',
  'PYTHON_SETUP_FAILED',
  'SET_BY_CLASSROOM',
  'STEP_FAILED',
  'TERMINAL_BUSY',
  'TERMINAL_CLOSED',
  'TIMED_OUT',
  'TOO_LARGE',
] as const

export const errorInfo = z.object({
  code: z.enum(errorCodes),
  /** One sentence: what failed. */
  what: z.string(),
  /** Why, as far as it is known. */
  why: z.string(),
  /** What the reader can do now. */
  fix: z.string(),
})

export type ErrorCode = (typeof errorCodes)[number]
export type ErrorInfo = z.infer<typeof errorInfo>

/** The one kind of error that crosses a folder's border: it carries a code, what, why and fix. */
export class Failure extends Error {
  readonly info: ErrorInfo

  constructor(info: ErrorInfo, options?: ErrorOptions) {
    super(`${info.what} ${info.why}`, options)
    this.name = 'Failure'
    this.info = info
  }
}

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The failure that `error` is, or an INTERNAL one that keeps it as its cause. */
export const toFailure = (error: unknown, what = 'Something unexpected failed.'): Failure => {
  if (error instanceof Failure) return error
  if (error instanceof Error && error.name === 'AbortError') return cancelled(what)
  return new Failure(
    {
      code: 'INTERNAL',
      what,
      why: sentence(error),
      fix: 'Try again. If it happens again, make a diagnostics bundle and report it.',
    },
    { cause: error },
  )
}

export const cancelled = (what: string): Failure =>
  new Failure({ code: 'CANCELLED', what, why: 'It was cancelled.', fix: 'Start it again when you want it.' })
