import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { Failure } from '../../../src/shared/errors'
import { lessonFile, loadLesson } from '../../../src/main/lessons/lesson-file'
import { parseYaml, readYaml } from '../../../src/main/lessons/yaml-document'
import { temporaryFolder } from '../../support/temporary-folder'

const good = `id: mine
title: Mine
about: A lesson
steps:
  - title: One
    run:
      - x = 1
    expect:
      - that: x is one
        check: x == 1
`
const why = (text: string): string => {
  try {
    parseYaml('mine.yaml', text, lessonFile)
  } catch (error) {
    if (error instanceof Failure && error.info.code === 'LESSON_INVALID') return error.info.why
    throw error
  }
  return ''
}

describe('a lesson file', () => {
  test('that is good is read with its defaults', () => {
    const read = parseYaml('mine.yaml', good, lessonFile)
    expect(read).toMatchObject({ id: 'mine', fleets: ['genuine', 'practice'] })
    expect(read.steps[0]).toMatchObject({ limit: 60, say: '', run: ['x = 1'] })
  })

  test.each([
    [
      'a tab',
      good.replace('  - title', '\t- title'),
      /^line 5, column 1: a tab indents this line; use spaces/,
    ],
    ['a missing title', good.replace('title: Mine\n', ''), /^line 1, column 1: title: is missing\.$/],
    [
      'an empty title',
      good.replace('title: Mine', 'title:'),
      /^line 2, column 7: title: is empty; it must be text\.$/,
    ],
    [
      'a number for a command',
      good.replace('- x = 1', '- 7'),
      /^line 7, column 9: steps\[1\]\.run\[1\]: must be text, and is the number 7; put it in quotes/,
    ],
    [
      'a misspelt key',
      good.replace('expect:', 'expects:'),
      /^line 8, column 5: steps\[1\]: "expects" is not known here/,
    ],
    [
      'a misspelt key of a check',
      good.replace('check:', 'chek:'),
      /line 10, column 9: .*"chek" is not known/,
    ],
    [
      'an unknown view',
      good.replace('    run:', '    view: kitchen\n    run:'),
      /^line 6, column 11: steps\[1\]\.view: must be one of fleet, annotations, /,
    ],
    [
      'no steps',
      good.replace(/steps:[\s\S]*/, 'steps: []\n'),
      /^line 4, column 8: steps: must have at least one step/,
    ],
    ['the same key twice', `${good}id: again\n`, /^line 11, column 1: this key stands here twice/],
    ['an open quote', good.replace('title: One', 'title: "One'), /^line \d+, column \d+: /],
    ['nothing', '', /^line 1, column 1: the file is empty; it must be keys with values/],
    ['a list', '- 1\n', /^line 1, column 1: the file must be keys with values.*, and is a list/],
    [
      'a command that YAML reads as a key',
      good.replace('- x = 1', '- x: int = 1'),
      /^line 7, column 9: steps\[1\]\.run\[1\]: must be text, and is keys with values; put it in quotes/,
    ],
    [
      'a restart of a service that is none',
      good.replace('- x = 1', '- restart: bigtabel'),
      /^line 7, column 18: steps\[1\]\.run\[1\]\.restart: must be one of gateway, /,
    ],
    [
      'a pause that is too long',
      good.replace('- x = 1', '- pause: 3600'),
      /^line 7, column 16: steps\[1\]\.run\[1\]\.pause: must be at most 60/,
    ],
    [
      'commands that are no list',
      good.replace(/run:[\s\S]*expect/, 'run: x = 1\n    expect'),
      /^line 6, column 10: steps\[1\]\.run: must be a list, each entry on a line of its own/,
    ],
    [
      'a check that is true whatever happens',
      good.replace('x == 1', 'true'),
      /^line 10, column 16: .*must be text, and is the truth value true/,
    ],
    [
      'a colon within a value',
      good.replace('about: A', 'about: Note: A'),
      /^line 3, column 8: a second ": " on one line/,
    ],
    [
      'a limit in words',
      good.replace('    run:', '    limit: soon\n    run:'),
      /^line 6, column 12: steps\[1\]\.limit: must be a number, and is text/,
    ],
  ])('with %s names line and column', (_what, text, expected) => {
    expect(why(text)).toMatch(expected)
  })

  test('from a Windows editor, with a byte order mark and its line ends, is read as any other', async () => {
    const { folder, remove } = await temporaryFolder('windows')
    onTestFinished(remove)
    const file = join(folder, 'mine.yaml')
    await writeFile(file, `\ufeff${good.replaceAll('\n', '\r\n')}`)
    expect(await readYaml(file, lessonFile)).toEqual(parseYaml('mine.yaml', good, lessonFile))
  })

  test('with many mistakes names the first five in their order, and how many more there are', () => {
    const many = good.replace('- x = 1', Array.from({ length: 9 }, () => '- 7').join('\n      '))
    const said = why(many)
    expect(said.match(/line (\d+)/g)).toEqual(['line 7', 'line 8', 'line 9', 'line 10', 'line 11'])
    expect(said).toMatch(/\nand 4 more\.$/)
  })

  test.each([
    ['0', 'steps[1].limit: must be more than 0'],
    ['601', 'steps[1].limit: must be at most 600'],
    ['-1', 'steps[1].limit: must be more than 0'],
  ])('with a limit of %s s is refused: no step may be without an end', (limit, place) => {
    expect(why(good.replace('    run:', `    limit: ${limit}\n    run:`))).toContain(place)
  })

  test.each(['Mine', '-mine', 'my lesson', '../mine', ''])('with the id %j is refused', (id) => {
    expect(why(good.replace('id: mine', `id: "${id}"`))).toContain('id: must be lower-case letters')
  })

  test('with aliases that multiply is refused quickly', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
    for (let level = 98; level < 108; level += 1) {
      const [from, to] = [String.fromCharCode(level - 1), String.fromCharCode(level)]
      bomb.push(`${to}: &${to} [${Array.from({ length: 9 }, () => `*${from}`).join(', ')}]`)
    }
    expect(why(`${bomb.join('\n')}\n`)).toMatch(/aliases/)
  })

  test('of any text at all is read or refused with a place, never otherwise', () => {
    const lines = good.split('\n')
    const damaged = fc
      .tuple(
        fc.nat(lines.length),
        fc.nat(2),
        fc.oneof(fc.string(), fc.constantFrom('- *x', '!!binary x', '<<: {}', '? [', '---', '%TAG', '&a *a')),
      )
      .map(([at, remove, put]) => [...lines.slice(0, at), put, ...lines.slice(at + remove)].join('\n'))
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), damaged), (text) => {
        const said = why(text)
        expect(said === '' || /^line \d+, column \d+: |aliases/.test(said)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('finding a lesson', () => {
  let home: { readonly folder: string; readonly remove: () => Promise<void> }
  beforeEach(async () => {
    home = await temporaryFolder('lessons')
    await mkdir(join(home.folder, 'lessons'))
    await writeFile(join(home.folder, 'lessons/mine.yaml'), good)
  })
  afterEach(() => home.remove())

  test('by name, by file, or not at all with the names that are there', async () => {
    expect((await loadLesson(home.folder, 'mine')).title).toBe('Mine')
    expect((await loadLesson(home.folder, join(home.folder, 'lessons/mine.yaml'))).title).toBe('Mine')
    await expect(loadLesson(home.folder, 'yours')).rejects.toMatchObject({
      info: { code: 'NOT_FOUND', why: expect.stringContaining('mine') },
    })
  })

  test('a file that is not there is told as that', async () => {
    const file = join(home.folder, 'bad.yaml')
    await expect(loadLesson(home.folder, file)).rejects.toMatchObject({
      info: { code: 'NOT_FOUND', what: expect.stringContaining(file), why: 'There is no such file.' },
    })
  })

  test.each([
    ['a folder', async (file: string) => mkdir(file).then(() => undefined), /could not be read/],
    [
      'bytes that are no text',
      (file: string) => writeFile(file, Buffer.from([0xff, 0xfe, 0x80])),
      /not UTF-8/,
    ],
    ['a file of megabytes', (file: string) => writeFile(file, 'x'.repeat(1_000_001)), /are the most/],
  ])('%s is refused by name', async (_what, make, expected) => {
    const file = join(home.folder, 'bad.yaml')
    await make(file)
    await expect(loadLesson(home.folder, file)).rejects.toMatchObject({
      info: {
        code: 'LESSON_INVALID',
        what: expect.stringContaining(file),
        why: expect.stringMatching(expected),
      },
    })
  })

  test('a file of just the most bytes is read', async () => {
    const file = join(home.folder, 'long.yaml')
    await writeFile(file, good.padEnd(1_000_000, '\n'))
    expect((await loadLesson(home.folder, file)).title).toBe('Mine')
  })
})
