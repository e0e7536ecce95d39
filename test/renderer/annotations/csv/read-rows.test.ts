// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { readFile, readPasted } from '../../../../src/renderer/annotations/csv/read-file'
import { readRows } from '../../../../src/renderer/annotations/csv/read-rows'
import { columns } from './made-table'

const heading = 'tag,pt_position_x,pt_position_y,pt_position_z'
const read = (...lines: readonly string[]) => readRows(lines.join('\n'), columns)
const bodies = (...lines: readonly string[]) => read(...lines).rows.map(({ body }) => body)
const told = (...lines: readonly string[]) =>
  read(...lines).problems.map(({ line, column, why }) => `${line} ${column ?? '-'}: ${why}`)

describe('a bad line', () => {
  it('is told with its line, its column and why, and the others are taken', () => {
    const found = read(heading, 'a,1,2,3', 'b,x,2,3', ',1,2,3', 'c,1,,3', 'd,1,2', '', 'e,4,5,6')
    expect(found.rows.map(({ line }) => line)).toEqual([2, 8])
    expect(found.problems).toEqual([
      { line: 3, column: 'pt_position_x', why: 'This is no number.' },
      { line: 4, column: 'tag', why: 'This field is required.' },
      { line: 5, column: 'pt_position', why: 'Three numbers are needed: x, y and z.' },
      { line: 6, column: null, why: 'It has 3 cells, the heading 4.' },
    ])
    expect(found).toMatchObject({ badLines: 4, blank: 1 })
  })

  it('is counted in lines of the file, however many a cell has', () => {
    expect(told(heading, '"two\nlines",1,2,3', 'a,?,2,3')).toEqual(['4 pt_position_x: This is no number.'])
    const windows = readRows(`${heading}\r\n"two\r\nlines",1,2,3\r\na,?,2,3\r\n`, columns)
    expect(windows.problems.map(({ line }) => line)).toEqual([4])
    expect(windows.rows[0]?.body).toMatchObject({ tag: 'two\r\nlines' })
  })

  it.each([
    ['7.2E+16', 'A spreadsheet has shortened this number: its last digits are lost.'],
    ['9223372036854775808', 'This number is larger than 64 bits.'],
    ['12a', 'This is no whole number.'],
  ])('has no id such as %s', (id, why) => {
    expect(told(`${heading},target_id`, `a,1,2,3,${id}`)).toEqual([`2 target_id: ${why}`])
  })

  it.each(['0x10', 'Infinity', 'NaN', '1_000', '=1+1', "__import__('os')"])(
    'has no number such as %s',
    (size) => {
      expect(told(`${heading},size`, `a,1,2,3,${size}`)).toEqual(['2 size: This is no number.'])
    },
  )

  it('has no position that no version could be read with', () => {
    const [problem, ...others] = told(heading, 'a,99999999999,2,3', 'b,2147483647,-2147483648,3')
    expect(problem).toContain('2 pt_position: Each number has to lie within -2147483648 and 2147483647')
    expect(others).toEqual([])
  })

  it('may hold what PostgreSQL cannot store, or too much', () => {
    expect(told(heading, 'a\0b,1,2,3')).toEqual([
      '2 tag: It holds a NUL character, which PostgreSQL cannot store.',
    ])
    expect(told(heading, `${'x'.repeat(100_001)},1,2,3`)).toEqual([
      '2 -: It has more than 100,000 characters.',
    ])
  })
})

describe('columns', () => {
  it('that CAVE writes, or that the table has not, are left out and named', () => {
    const found = read(`id,created,colour,${heading}`, '7,2026,red,a,1,2,3')
    expect(found.matching).toMatchObject({ own: ['id', 'created'], unknown: ['colour'] })
    expect(found.rows[0]?.body).toEqual({ tag: 'a', pt: { position: [1, 2, 3] } })
  })

  it.each([
    [['tag', 'a'], 'These columns are missing: pt_position.'],
    [['pt_position_x,tag', '1,a'], 'These columns are missing: pt_position.'],
    [[`${heading},tag`, 'a,1,2,3,b'], 'These columns stand twice in the heading: tag.'],
    [['a,b', '1,2'], 'None of its columns is one of this table. The first line must name them.'],
    [[''], 'There is nothing in it.'],
    [
      [heading, '"a,1,2,3'],
      'A quote in line 2 is not closed where its cell ends, so that the rest cannot be told apart.',
    ],
  ])('of %j let nothing in', (lines, why) => {
    expect(read(...lines)).toMatchObject({ refused: why, rows: [] })
  })

  it('may hold a whole point, as Python prints it', () => {
    expect(bodies('tag,pt_position', 'a,"[600, 100, 10]"', 'b,600 100 10')).toEqual(
      ['a', 'b'].map((tag) => ({ tag, pt: { position: [600, 100, 10] } })),
    )
  })
})

describe('a European spreadsheet', () => {
  const semicolons = heading.replaceAll(',', ';')
  it('separates by semicolons and writes decimal commas', () => {
    expect(read(semicolons, 'a, b;1,5;2;3')).toMatchObject({ delimiter: ';', decimals: 'comma' })
    expect(bodies(semicolons, 'a, b;1,5;2;3')).toEqual([{ tag: 'a, b', pt: { position: [1.5, 2, 3] } }])
  })

  it('may have points instead, but not both: which one is meant is not guessed', () => {
    expect(bodies(semicolons, 'a;1.5;2;3')).toHaveLength(1)
    expect(told(semicolons, 'a;1,5;2;3', 'b;1.234;2;3')[0]).toContain(
      'what the point means here is not known',
    )
  })

  it('has no decimal commas where commas separate', () => {
    expect(told(heading, 'a,"1,5",2,3')[0]).toContain('separated by semicolons')
  })

  it('separates by tabs, too', () => {
    expect(bodies(heading.replaceAll(',', '\t'), 'a\t1\t2\t3')).toHaveLength(1)
  })
})

it('texts stay what they are: markup, formulas that were guarded, directions of writing', () => {
  const tags = ['<script>alert(1)</script>', '\u202Egnp.exe', ' padded ', 'say ""hi""', '{{7*7}}']
  expect(
    bodies(heading, ...tags.map((tag) => `"${tag}",1,2,3`), '"\'=1+1",1,2,3').map(({ tag }) => tag),
  ).toEqual([...tags.map((tag) => tag.replaceAll('""', '"')), '=1+1'])
})

it('takes no more rows than it says', () => {
  const lines = Array.from({ length: 50_001 }, () => 'a,1,2,3')
  expect(read(heading, ...lines).refused).toBe('It has more than 50,000 rows. Add it in parts, or in code.')
  expect(read(heading, ...lines.slice(1)).rows).toHaveLength(50_000)
})

describe('a file', () => {
  it('is UTF-8, with a byte order mark or without', async () => {
    expect(await readFile(new Blob(['\uFEFFtag\n日本']))).toEqual({ text: 'tag\n日本' })
    expect(await readFile(new Blob([new Uint8Array([0x66, 0xfc, 0x72])]))).toMatchObject({
      problem: expect.stringContaining('CSV UTF-8'),
    })
    expect(readPasted('\uFEFFtag')).toEqual({ text: 'tag' })
  })

  it('has 10 MB at most', async () => {
    const large = 'x'.repeat(10_000_001)
    expect(await readFile(new Blob([large]))).toMatchObject({ problem: expect.stringContaining('10 MB') })
    expect(readPasted(large)).toMatchObject({ problem: expect.stringContaining('10 MB') })
  })
})
