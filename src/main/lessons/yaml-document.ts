import { constants } from 'node:fs'
import { open, realpath } from 'node:fs/promises'
import path from 'node:path'
import { isMap, isNode, LineCounter, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'
import { systemCode } from '../home/file-failure'
import { Failure } from '../../shared/errors'
import { schemaWords, syntaxWords } from './yaml-words'

/** Far above any lesson; a wrong file (a video, a dump) is refused before it is read. */
const mostBytes = 1_000_000
/** Each alias of a "YAML bomb" multiplies the one before. */
const mostAliases = 100
const mostProblems = 5

interface Problem {
  readonly offset: number
  readonly text: string
}

const nodeRange = (node: unknown): number | null => (isNode(node) ? (node.range?.[0] ?? null) : null)

/** Where the value at the path stands, or the nearest thing around it. */
const offsetOf = (document: Document.Parsed, path: readonly PropertyKey[], key?: string): number => {
  for (let length = path.length; length >= 0; length -= 1) {
    const at = path.slice(0, length)
    const node = length === 0 ? document.contents : document.getIn(at, true)
    if (key !== undefined && isMap(node)) {
      const pair = node.items.find((item) => isNode(item.key) && String(item.key) === key)
      const range = nodeRange(pair?.key)
      if (range !== null) return range
    }
    const range = nodeRange(node)
    if (range !== null) return range
  }
  return 0
}

const placeName = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part + 1}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')

/** Of a value that may be one of several things: what is wrong with the one that was meant, where that can be told by its key. */
const meant = (issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] => {
  if (issue.code !== 'invalid_union') return [issue]
  const near = issue.errors.filter((issues) =>
    issues.every(
      ({ code, path }) => code !== 'unrecognized_keys' && !(code === 'invalid_type' && path.length === 0),
    ),
  )
  const [only] = near
  if (only === undefined || near.length > 1) return [issue]
  return only.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))
}

const schemaProblems = (document: Document.Parsed, issues: readonly z.core.$ZodIssue[]): readonly Problem[] =>
  issues.flatMap(meant).flatMap((issue) => {
    const place = placeName(issue.path)
    const of = place === '' ? '' : `${place}: `
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        offset: offsetOf(document, issue.path, key),
        text: `${of}"${key}" is not known here`,
      }))
    }
    return [
      { offset: offsetOf(document, issue.path), text: `${place === '' ? 'the file ' : of}${issue.message}` },
    ]
  })

const failure = (file: string, why: string): Failure =>
  new Failure({
    code: 'LESSON_INVALID',
    what: `${file} cannot be used.`,
    why,
    fix: 'Correct the file; the panel reads it again as it is saved. docs/lessons.md shows how one is written.',
  })

const missing = (file: string): Failure =>
  new Failure({
    code: 'NOT_FOUND',
    what: `${file} cannot be used.`,
    why: 'There is no such file.',
    fix: 'Look at its name and its folder.',
  })

const describe = (file: string, lines: LineCounter, problems: readonly Problem[]): Failure => {
  const shown = [...problems]
    .sort((a, b) => a.offset - b.offset)
    .slice(0, mostProblems)
    .map(({ offset, text }) => {
      const { line, col } = lines.linePos(offset)
      return `line ${Math.max(1, line)}, column ${Math.max(1, col)}: ${text}`
    })
  const rest = problems.length - shown.length
  return failure(file, `${[...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n')}.`)
}

const plainValue = (file: string, document: Document.Parsed): unknown => {
  try {
    return document.toJS({ maxAliasCount: mostAliases })
  } catch (error) {
    throw failure(
      file,
      `Its aliases cannot be followed: ${error instanceof Error ? error.message : 'unknown'}.`,
    )
  }
}

/** The value of a YAML text that fits the schema. A failure names file, line, column and what is wrong there. */
export const parseYaml = <S extends z.ZodType>(file: string, text: string, schema: S): z.output<S> => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ pos, code, message }) => ({
      offset: pos[0],
      text: syntaxWords[code] ?? message,
    }))
    throw describe(file, lines, problems)
  }
  const parsed = schema.safeParse(plainValue(file, document), { error: schemaWords })
  if (parsed.success) return parsed.data
  throw describe(file, lines, schemaProblems(document, parsed.error.issues))
}

/** A folder of lessons comes from others: no link in it shows what lies elsewhere on this machine. */
const refuseLinkOut = async (file: string): Promise<void> => {
  const [folder, real] = await Promise.all([realpath(path.dirname(file)), realpath(file)])
  const within = path.relative(folder, real)
  if (path.isAbsolute(within) || within.split(path.sep)[0] === '..')
    throw failure(file, 'It is a link that leads out of its folder. Put the file itself there.')
}

/** All of a file that is one, and small; a device or a pipe may have no end, and one that nobody writes to never opens. */
const readSmall = async (file: string): Promise<Buffer> => {
  await refuseLinkOut(file)
  // Windows knows no such flag: there is no pipe to wait for in its folders.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const there = await handle.stat()
    if (!there.isFile()) throw failure(file, 'It could not be read: it is no file.')
    if (there.size > mostBytes) throw failure(file, `It has ${there.size} bytes; ${mostBytes} are the most.`)
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(mostBytes), 0, mostBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

export const readYaml = async <S extends z.ZodType>(file: string, schema: S): Promise<z.output<S>> => {
  let bytes: Buffer
  try {
    bytes = await readSmall(file)
  } catch (error) {
    if (error instanceof Failure) throw error
    if (systemCode(error) === 'ENOENT') throw missing(file)
    throw failure(file, `It could not be read: ${error instanceof Error ? error.message : String(error)}.`)
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw failure(file, 'It is not UTF-8 text.')
  }
  return parseYaml(file, text, schema)
}
