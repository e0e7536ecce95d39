import { spawnSync } from 'node:child_process'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lessonFile } from '../../../src/main/lessons/lesson-file'
import { createShelf } from '../../../src/main/lessons/shelf'
import { parseYaml, readYaml } from '../../../src/main/lessons/yaml-document'
import { Failure } from '../../../src/shared/errors'
import { temporaryFolder } from '../../support/temporary-folder'

const good = 'id: mine\ntitle: Mine\nabout: A lesson\nsteps:\n  - title: One\n    run: [x = 1]\n'

const whyOf = (text: string): string => {
  try {
    return JSON.stringify(parseYaml('mine.yaml', text, lessonFile))
  } catch (error) {
    if (error instanceof Failure && error.info.code === 'LESSON_INVALID') return error.info.why
    throw error
  }
}

describe('the text of a lesson', () => {
  test.each([
    ['a function', '!!js/function "function () { planted = 1 }"'],
    ['an expression', '!!js/regexp /x/'],
    ['an object of Python', '!!python/object/apply:os.system ["true"]'],
    ['a tag of its own', '!planted {a: 1}'],
    ['bytes', '!!binary aGVsbG8='],
  ])('with %s makes nothing but text, or is refused', (_what, tagged) => {
    const why = whyOf(good.replace('A lesson', tagged))
    expect(why).toMatch(/^line \d+|function|planted|aGVsbG8=|true|\/x\//)
    expect(Reflect.get(globalThis, 'planted')).toBeUndefined()
  })

  test.each([
    ['lists', `${good}x: ${'['.repeat(200_000)}`],
    ['lists that end', `${good}x: ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['keys', `${good}${Array.from({ length: 3_000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')}`],
  ])('with %s in one another without end is refused, and no stack overflows', (_what, text) => {
    expect(whyOf(text)).not.toBe('')
  })

  test('with keys of prototypes changes none, and means nothing', () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const why = whyOf(`${good}${key}: {polluted: true}\n`)
      expect(why).toMatch(/is not known here|must be|"id":"mine"/)
      expect(Reflect.get({}, 'polluted')).toBeUndefined()
    }
    whyOf(`base: &base {__proto__: {polluted: true}}\n<<: *base\n${good}`)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  test('with aliases within aliases is refused, as merged keys too', () => {
    const levels = 'abcdefghijkl'.split('')
    const bomb = levels.map((name, at) =>
      at === 0
        ? `${name}: &${name} [x, x, x, x, x, x, x, x, x, x]`
        : `${name}: &${name} [${Array.from({ length: 10 }, () => `*${levels[at - 1] ?? ''}`).join(', ')}]`,
    )
    expect(whyOf(`${bomb.join('\n')}\n${good}`)).toMatch(/aliases/)
  })
})

describe('a folder of lessons', () => {
  let place: Awaited<ReturnType<typeof temporaryFolder>>
  let folder: string
  beforeEach(async () => {
    place = await temporaryFolder('lessons')
    folder = join(place.folder, 'lessons')
    await mkdir(folder)
  })
  afterEach(() => place.remove())

  const why = async (name: string): Promise<string> => {
    try {
      await readYaml(join(folder, name), lessonFile)
      return 'read'
    } catch (error) {
      return error instanceof Failure ? error.info.why : String(error)
    }
  }

  test.skipIf(process.platform === 'win32')('shows nothing of what its links lead to elsewhere', async () => {
    await writeFile(join(place.folder, 'private.yaml'), 'my-password: planted\n')
    await symlink(join(place.folder, 'private.yaml'), join(folder, 'one.yaml'))
    await symlink('../private.yaml', join(folder, 'two.yaml'))
    await symlink('/etc/hostname', join(folder, 'three.yaml'))
    for (const name of ['one.yaml', 'two.yaml', 'three.yaml'])
      expect(await why(name)).toBe('It is a link that leads out of its folder. Put the file itself there.')
    await writeFile(join(folder, 'good.yaml'), good)
    await symlink('good.yaml', join(folder, 'again.yaml'))
    expect(await why('again.yaml')).toBe('read')
  })

  test.skipIf(process.platform === 'win32')(
    'is read although it holds devices and pipes, which have no end',
    async () => {
      spawnSync('mkfifo', [join(folder, 'pipe.yaml')])
      await symlink('/dev/zero', join(folder, 'zero.yaml'))
      spawnSync('mknod', [join(folder, 'node.yaml'), 'c', '1', '5'])
      await mkdir(join(folder, 'folder.yaml'))
      await writeFile(join(folder, 'good.yaml'), good)
      const shelf = createShelf({
        resources: join(import.meta.dirname, '../../../resources'),
        own: { folder, list: join(place.folder, 'lessons.json') },
      })
      const { lessons } = await shelf.read()
      const own = lessons.filter(({ source }) => source === 'own')
      expect(own.flatMap(({ lesson }) => lesson?.id ?? [])).toEqual(['mine'])
      const refused = own.filter(({ lesson }) => lesson === null).map(({ error }) => error?.code)
      expect(new Set(refused)).toEqual(new Set(['LESSON_INVALID']))
    },
  )
})
