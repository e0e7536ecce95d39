import type { Exchange } from './exchange'

/** What varies from run to run, each with its reason. Everything else must be equal, field by field. */
interface Rule {
  readonly name: string
  readonly why: string
  member?(key: string, value: unknown): unknown
  text?(text: string): string
  list?(list: readonly unknown[]): readonly unknown[]
}

const gone = Symbol('left out')

const idOf = (row: unknown): string | undefined =>
  typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string' ? row.id : undefined

const rules: readonly Rule[] = [
  {
    name: 'times',
    why: 'The clock. Their form stays, and fixed ones (the birth of the root, 2020) stay as they are.',
    text: (text) =>
      text.replace(
        /20(?!20)\d\d-\d\d-\d\d(?<between>[T ])\d\d:\d\d:\d\d(\.\d{1,6})?/g,
        'YYYY-MM-DD$<between>hh:mm:ss.ffffff',
      ),
  },
  {
    name: 'unix times in addresses',
    why: 'The client asks for the state of now.',
    text: (text) => text.replace(/timestamp=\d+(\.\d+)?/, 'timestamp=<now>'),
  },
  {
    name: 'durations',
    why: 'The machine.',
    member: (key, value) => (key === 'duration' || key === 'seconds' ? gone : value),
  },
  {
    name: 'tracebacks',
    why: 'Left out of the recordings; the practice services have no Python to trace.',
    member: (key, value) => (key === 'traceback' ? gone : value),
  },
  {
    name: 'port',
    why: 'Each test takes a free one.',
    text: (text) => text.replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:8080'),
  },
  {
    name: 'Arrow bytes',
    why: 'Compared as schema, rows and what pandas is told; the genuine stream is compressed, which a reader does not see.',
    member: (key, value) => (key === 'base64' ? gone : value),
  },
  {
    name: 'order of rows',
    why: 'The genuine services answer in the physical order of the table.',
    list: (list) =>
      list.every((row) => idOf(row) !== undefined)
        ? [...list].sort((a, b) => (idOf(a) ?? '').localeCompare(idOf(b) ?? ''))
        : list,
  },
]

const fixedText = (text: string): string => rules.reduce((now, rule) => rule.text?.(now) ?? now, text)

export const steady = (value: unknown): unknown => {
  if (typeof value === 'string') return fixedText(value)
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value.map(steady)
    return rules.reduce((now, rule) => rule.list?.(now) ?? now, list)
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]): [string, unknown] => [
        key,
        rules.reduce(
          (now, rule) => (rule.member === undefined ? now : rule.member(key, now)),
          steady(member),
        ),
      ])
      .filter(([, member]) => member !== gone),
  )
}

/** A request and its answer, ready to compare. */
export const steadyExchange = ({ method, url, request, status, type, response }: Exchange): unknown =>
  steady({ method, url, request: request ?? null, status, type, response })
