import type { z } from 'zod'
import { Failure } from '../../shared/errors'

const shownCharacters = 60
const shownIssues = 3
const secret = /pass|token|secret|cookie|credential/i

/** The value at a path of the input, shortened; nothing at all of one whose field is named like a secret. */
const shown = (input: unknown, path: readonly PropertyKey[]): string => {
  if (path.some((part) => secret.test(String(part)))) return ''
  let value = input
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return ''
    value = Reflect.get(value, part)
  }
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return ''
  const text = JSON.stringify(value)
  return text.length > shownCharacters ? ` (got ${text.slice(0, shownCharacters)}…)` : ` (got ${text})`
}

/** `a.b[2]`, as a person writes it. */
const spelled = (path: readonly PropertyKey[]): string =>
  path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`))
    .join('')
    .slice(0, 200)

/** Which fields of `input` were wrong, and how: one clause each. */
export const faults = (error: z.ZodError, input: unknown): string => {
  const clauses = error.issues.slice(0, shownIssues).map((issue) => {
    const where = issue.path.length === 0 ? 'the input' : spelled(issue.path)
    return `${where}: ${issue.message.slice(0, 200)}${shown(input, issue.path)}`
  })
  const more = error.issues.length - clauses.length
  return `${clauses.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`
}

export const badInput = (what: string, error: z.ZodError, input: unknown): Failure =>
  new Failure({
    code: 'BAD_INPUT',
    what,
    why: faults(error, input),
    fix: 'Correct the field that is named and ask again.',
  })
