import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Answer, Given } from '../../shared/contract'
import { mostSavedRows } from '../../shared/contract/csv'
import { csvHeading, csvLine } from '../../shared/csv/csv-format'
import { Failure } from '../../shared/errors'
import { fileFailure } from '../home/file-failure'
import type { Home } from '../home/home'
import { writeAtomic } from '../home/write-atomic'
import type { Data } from './data'

const tooMany = (total: number): Failure =>
  new Failure({
    code: 'TOO_LARGE',
    what: 'The rows were not saved.',
    why: `${String(total)} rows match, and a file takes ${String(mostSavedRows)} at most.`,
    fix: 'Filter the table, or read it in parts with the code beside it.',
  })

/** A table may be named as no file can be: CAVE's own names have nothing but these. */
const fileName = (table: string): string =>
  `${table.replaceAll(/[^\w-]/g, '_')}-${new Date().toISOString().slice(0, 23).replaceAll(/[:.]/g, '-')}.csv`

/** Asked for as one window, so that they are the rows of one moment. */
export const saveCsv = async (
  home: Home,
  page: Data['annotations.page'],
  given: Given<'csv.save'>,
  signal: AbortSignal,
): Promise<Answer<'csv.save'>> => {
  const { columns, rows, total } = await page({ ...given, offset: 0, limit: mostSavedRows }, signal)
  if (total > mostSavedRows) throw tooMany(total)
  const content = csvHeading(columns) + rows.map((row) => csvLine(columns, row)).join('')
  const file = home.path('csv', fileName(given.table))
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  } catch (error) {
    throw fileFailure(file, error)
  }
  await writeAtomic(file, content)
  return { file, rows: rows.length, bytes: Buffer.byteLength(content) }
}
