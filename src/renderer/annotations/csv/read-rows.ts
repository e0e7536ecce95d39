import type { Column } from '../../../shared/domain/annotation'
import { readForm, type Values } from '../form'
import { annotationTexts } from '../texts'
import { limits } from './limits'
import { isNameOf, matchColumns, type Matching } from './match-columns'
import { parseSheet, type Line, type Sheet } from './parse'
import { hasDecimalComma, readCells, type Decimals } from './read-cells'

const texts = annotationTexts.csv.wrong

export interface ReadRow {
  readonly line: number
  /** As the form would have it: what is shown before it is added. */
  readonly values: Values
  readonly body: Readonly<Record<string, unknown>>
}

export interface Problem {
  readonly line: number
  /** Of the file's heading; null where it is the line as a whole. */
  readonly column: string | null
  readonly why: string
}

export interface Reading {
  readonly delimiter: string
  readonly decimals: Decimals
  readonly matching: Matching
  readonly rows: readonly ReadRow[]
  readonly problems: readonly Problem[]
  /** Lines of which each has something wrong: they are left out. */
  readonly badLines: number
  /** Lines with nothing in them. */
  readonly blank: number
  /** Why nothing of the file can be added, whatever its rows say. */
  readonly refused: string | null
}

const isBlank = ({ cells }: Line): boolean => cells.every((cell) => cell.trim() === '')

const isNumeric = ({ kind }: Column): boolean => kind === 'point' || kind === 'number'

/** European spreadsheets separate by semicolons because their decimals have commas; elsewhere a comma separates. */
const decimalsOf = ({ delimiter, lines }: Sheet, { sources }: Matching): Decimals => {
  if (delimiter === ',') return 'point'
  const places = sources
    .filter(({ column, places }) => isNumeric(column) && (column.kind !== 'point' || places.length === 3))
    .flatMap((source) => source.places)
  return lines.some(({ cells }) => places.some((place) => hasDecimalComma(cells[place] ?? '')))
    ? 'comma'
    : 'point'
}

const readLine = (
  { line, cells }: Line,
  heading: readonly string[],
  { sources }: Matching,
  columns: readonly Column[],
  decimals: Decimals,
): ReadRow | readonly Problem[] => {
  if (cells.length !== heading.length)
    return [{ line, column: null, why: texts.cells(cells.length, heading.length) }]
  if (cells.reduce((sum, cell) => sum + cell.length, 0) > limits.rowLength)
    return [{ line, column: null, why: texts.long(limits.rowLength) }]
  const problems: Problem[] = []
  const values: Record<string, readonly string[]> = {}
  for (const { column, places } of sources) {
    const read = readCells(
      column,
      places.map((place) => cells[place] ?? ''),
      decimals,
    )
    if ('inputs' in read) values[column.name] = read.inputs
    else problems.push({ line, column: heading[places[read.place] ?? 0] ?? column.name, why: read.problem })
  }
  const form = readForm(columns, values)
  if (!form.ok) {
    const told = new Set(
      sources.filter(({ column }) => values[column.name] === undefined).map((s) => s.column.name),
    )
    for (const [column, why] of Object.entries(form.problems))
      if (!told.has(column)) problems.push({ line, column, why })
  }
  return form.ok && problems.length === 0 ? { line, values, body: form.body } : problems
}

const refusal = (sheet: Sheet, { missing, twice, sources }: Matching): string | null => {
  if (sheet.heading.length === 0) return texts.nothing
  if (sheet.broken !== null) return texts.quotes(sheet.broken)
  if (sources.length === 0) return texts.noColumn
  if (twice.length > 0) return texts.twice(twice.join(', '))
  if (missing.length > 0) return texts.missing(missing.join(', '))
  if (sheet.lines.length > limits.rows) return texts.tooMany(limits.rows)
  return null
}

/** A file's text as rows of the table, before anything is added; each bad line with its place and why. */
export const readRows = (text: string, columns: readonly Column[]): Reading => {
  const sheet = parseSheet(text, isNameOf(columns), limits.rows)
  const matching = matchColumns(sheet.heading, columns)
  const decimals = decimalsOf(sheet, matching)
  const refused = refusal(sheet, matching)
  const shared = { delimiter: sheet.delimiter, decimals, matching, refused }
  if (refused !== null) return { ...shared, rows: [], problems: [], badLines: 0, blank: 0 }
  const rows: ReadRow[] = []
  const problems: Problem[] = []
  const written = sheet.lines.filter((line) => !isBlank(line))
  for (const line of written) {
    const read = readLine(line, sheet.heading, matching, columns, decimals)
    if ('body' in read) rows.push(read)
    else problems.push(...read)
  }
  return {
    ...shared,
    rows,
    problems,
    badLines: written.length - rows.length,
    blank: sheet.lines.length - written.length,
  }
}
