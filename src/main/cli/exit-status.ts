import type { ErrorCode } from '../../shared/errors'

export const exitStatus = { done: 0, failed: 1, usage: 2, preflight: 3 } as const
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus]

const usage: ReadonlySet<ErrorCode> = new Set([
  'BAD_INPUT',
  'CONFIRMATION_NEEDED',
  'LESSON_INVALID',
  'SET_BY_CLASSROOM',
])

/** The machine is not fit for a fleet: what the preflight checks look for, whoever finds it. */
const preflight: ReadonlySet<ErrorCode> = new Set([
  'COMPOSE_MISSING',
  'ENGINE_DENIED',
  'ENGINE_MISSING',
  'ENGINE_REFUSED',
  'FLEET_FOREIGN',
  'FLEET_UNAVAILABLE',
  'HOME_UNUSABLE',
  'PORT_TAKEN',
])

export const statusOf = (code: ErrorCode): ExitStatus =>
  usage.has(code) ? exitStatus.usage : preflight.has(code) ? exitStatus.preflight : exitStatus.failed
