import { z } from 'zod'
import type { Column } from '../../../shared/domain/annotation'
import { unguard } from '../../../shared/csv/formula-guard'
import { annotationTexts } from '../texts'

const texts = annotationTexts.csv.wrong

/** How numbers are written in this file. */
export type Decimals = 'point' | 'comma'

/** What stands in the inputs of the form for it, or why it cannot. */
export type CellReading =
  { readonly inputs: readonly string[] } | { readonly problem: string; readonly place: number }

const written = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const commaNumber = /^[+-]?\d+,\d+$/

export const hasDecimalComma = (text: string): boolean => commaNumber.test(text.trim())

const readNumber = (text: string, decimals: Decimals): string | { readonly problem: string } => {
  const trimmed = text.trim()
  if (trimmed === '') return ''
  if (decimals === 'comma' && trimmed.includes('.')) return { problem: texts.mixed }
  const pointed = decimals === 'comma' ? trimmed.replace(',', '.') : trimmed
  if (written.test(pointed) && Number.isFinite(Number(pointed))) return pointed
  return { problem: hasDecimalComma(trimmed) ? texts.comma : texts.number }
}

const smallest = -(2n ** 63n)
const largest = 2n ** 63n - 1n

const readWhole = (text: string): string | { readonly problem: string } => {
  const trimmed = text.trim()
  if (trimmed === '') return ''
  if (/^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(trimmed)) return { problem: texts.rounded }
  if (!/^-?\d{1,19}$/.test(trimmed)) return { problem: texts.integer }
  const value = BigInt(trimmed)
  return value < smallest || value > largest ? { problem: texts.tooLong } : trimmed
}

const truths: Readonly<Record<string, string>> = {
  true: 'true',
  false: 'false',
  '1': 'true',
  '0': 'false',
  '': '',
}

const readTruth = (text: string): string | { readonly problem: string } =>
  truths[text.trim().toLowerCase()] ?? { problem: texts.boolean }

const readText = (text: string): string | { readonly problem: string } =>
  // PostgreSQL has no text with this character, and half of a surrogate pair is none.
  text.includes('\0')
    ? { problem: texts.nul }
    : /\p{Surrogate}/u.test(text)
      ? { problem: texts.half }
      : unguard(text)

const items = z.array(z.union([z.string(), z.number()]))

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** As it is saved, or with commas alone; the form has it with commas. */
const readList = (text: string): string | { readonly problem: string } => {
  if (!text.trim().startsWith('[')) return readText(text)
  const list = items.safeParse(parsed(text))
  return list.success ? readText(list.data.join(', ')) : { problem: texts.list }
}

const readOne = (column: Column, text: string, decimals: Decimals): string | { readonly problem: string } => {
  switch (column.kind) {
    case 'point':
    case 'number':
      return readNumber(text, decimals)
    case 'integer':
    case 'id':
      return readWhole(text)
    case 'boolean':
      return readTruth(text)
    case 'list':
      return readList(text)
    case 'text':
    case 'time':
      return readText(text)
    default:
      return column.kind satisfies never
  }
}

/** "[600, 100, 10]", as Python prints it, or "600 100 10". */
const pointParts = (text: string): readonly string[] => {
  const inner = text
    .trim()
    .replace(/^[[(]/, '')
    .replace(/[\])]$/, '')
    .trim()
  return inner === '' ? ['', '', ''] : inner.split(/[\s,;]+/)
}

export const readCells = (column: Column, cells: readonly string[], decimals: Decimals): CellReading => {
  const isWhole = column.kind === 'point' && cells.length === 1
  const parts = isWhole ? pointParts(cells[0] ?? '') : cells
  const inputs: string[] = []
  for (const [place, part] of parts.entries()) {
    // Within one cell the comma separates x from y.
    const read = readOne(column, part, isWhole ? 'point' : decimals)
    if (typeof read !== 'string') return { problem: read.problem, place: isWhole ? 0 : place }
    inputs.push(read)
  }
  return { inputs }
}
