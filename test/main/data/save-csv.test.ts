import { readFile, stat } from 'node:fs/promises'
import { afterEach, expect, it } from 'vitest'
import { saveCsv } from '../../../src/main/data/save-csv'
import { openHome } from '../../../src/main/home/home'
import type { Column, Page } from '../../../src/shared/domain/annotation'
import { temporaryFolder } from '../../support/temporary-folder'

const own = { editable: false, required: false }
const columns: Column[] = [
  { name: 'id', kind: 'id', ...own },
  { name: 'tag', kind: 'text', editable: true, required: true },
  { name: 'pt_position', kind: 'point', editable: true, required: true },
]

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

const newHome = async () => {
  const { folder, remove } = await temporaryFolder('csv')
  ends.push(remove)
  return openHome({ folder, warn: () => undefined })
}

const question = { table: 'my_table', rows: 'live', sort: null, filters: [] } as const
const asked = { ...question, filters: [...question.filters] }
const signal = new AbortController().signal
const pageOf = (page: Page) => async (): Promise<Page> => page

it('writes every row of one moment as UTF-8 that spreadsheets know', async () => {
  const home = await newHome()
  const windows: unknown[] = []
  const rows: Page['rows'] = [
    ['72127962782105600', '=cmd|" /C calc"!A0', [600, 100.5, 10]],
    ['2', 'soma 日本\n"x"', [-1, 2, 3]],
  ]
  const page = async (given: unknown): Promise<Page> => {
    windows.push(given)
    return { columns, rows, total: 2 }
  }
  const saved = await saveCsv(home, page, asked, signal)
  const content = await readFile(saved.file, 'utf8')
  expect(content).toBe(
    [
      '\uFEFF"id","tag","pt_position_x","pt_position_y","pt_position_z"',
      '72127962782105600,"\'=cmd|"" /C calc""!A0",600,100.5,10',
      '2,"soma 日本\n""x""",-1,2,3',
      '',
    ].join('\r\n'),
  )
  expect(saved).toMatchObject({ rows: 2, bytes: Buffer.byteLength(content) })
  expect(windows).toEqual([{ ...question, offset: 0, limit: 200_000 }])
  expect(saved.file.startsWith(home.path('csv'))).toBe(true)
})

it('a table cannot lead out of the folder by its name', async () => {
  const home = await newHome()
  const { file } = await saveCsv(
    home,
    pageOf({ columns, rows: [], total: 0 }),
    { ...asked, table: '../../x\\y' },
    signal,
  )
  expect(file.slice(home.path('csv').length)).toMatch(/^[\\/]_+x_y-[\d-T]+\.csv$/)
})

it('more rows than a file takes are refused, not cut', async () => {
  const many = pageOf({ columns, rows: [], total: 200_001 })
  await expect(saveCsv(await newHome(), many, asked, signal)).rejects.toMatchObject({
    info: { code: 'TOO_LARGE', why: '200001 rows match, and a file takes 200000 at most.' },
  })
})

it.skipIf(process.platform === 'win32')('the file is readable by this user alone', async () => {
  const none = pageOf({ columns, rows: [], total: 0 })
  const { file } = await saveCsv(await newHome(), none, asked, signal)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})
