import type { ErrorCode } from 'yaml'
import type { z } from 'zod'

/** The shape of a value, in the words of somebody who writes YAML. */
const shapeOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'keys with values'
  if (typeof value === 'number') return `the number ${String(value)}`
  if (typeof value === 'boolean') return `the truth value ${String(value)}`
  return 'text'
}

const wanted: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list, each entry on a line of its own after "- "',
  object: 'keys with values, such as "title: …"',
}

/** What else than a mistake in writing can make it no text: YAML reads some of what looks like text as something else. */
const asText = '; put it in quotes, or after "|" on lines of its own'

const ofType = (expected: string, value: unknown): string => {
  if (value === undefined) return 'is missing'
  const shape = wanted[expected] ?? expected
  if (value === null) return `is empty; it must be ${shape}`
  return `must be ${shape}, and is ${shapeOf(value)}${expected === 'string' ? asText : ''}`
}

/** What is wrong with a value, for the person who wrote the file; undefined leaves it to the schema's library. */
export const schemaWords = (issue: z.core.$ZodRawIssue): string | undefined => {
  if (issue.code === 'invalid_type') return ofType(issue.expected, issue.input)
  if (issue.code === 'invalid_union') {
    // The one place where a lesson takes several things: an entry of "run".
    return `${ofType('string', issue.input)}; or it is one of "pause: seconds" and "restart: service"`
  }
  if (issue.code === 'invalid_value') {
    if (issue.input === undefined) return 'is missing'
    return `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`
  }
  if (issue.code === 'too_small') {
    if (issue.origin === 'array') return `must have at least ${String(issue.minimum)} entries`
    return `must be ${issue.inclusive === true ? 'at least' : 'more than'} ${String(issue.minimum)}`
  }
  if (issue.code === 'too_big')
    return `must be ${issue.inclusive === true ? 'at most' : 'less than'} ${String(issue.maximum)}`
  return undefined
}

/** The mistakes that are made most, by the YAML library's code; it words the others itself. */
export const syntaxWords: Readonly<Partial<Record<ErrorCode, string>>> = {
  BAD_INDENT: 'is indented otherwise than the lines that it belongs to, or a bracket is not closed',
  BAD_SCALAR_START: 'a value cannot begin with this character; put the value in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a second ": " on one line; put the value in quotes',
  DUPLICATE_KEY: 'this key stands here twice',
  MULTILINE_IMPLICIT_KEY: 'this line is no key with a value; is a ":" missing, or its indentation wrong?',
  TAB_AS_INDENT: 'a tab indents this line; use spaces',
}
