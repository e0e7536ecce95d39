import { appendFile, mkdir, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { isKitPath } from '../../../src/main/kit/kit-layout'
import { readKit, readKitFile } from '../../../src/main/kit/kit-manifest'
import { openKit } from '../../../src/main/kit/use-kit'
import { digest, forge, given, lessonText, openWorld, type World } from './kit-world'

let world: World
beforeEach(async () => {
  world = await openWorld()
  await world.make({ targets: [], lessons: [await given(world, 'mine.yaml', lessonText('ours'))] })
})

const invalid = (why: unknown) => ({ info: { code: 'KIT_INVALID', why } })
const sha256 = 'a'.repeat(64)

describe('a kit from anywhere', () => {
  test.each([
    '../outside.txt',
    'lessons/../../outside.txt',
    '/etc/passwd',
    String.raw`lessons\..\..\outside.txt`,
    'C:/Windows/win.ini',
    'lessons//a.yaml',
    'lessons/./a.yaml',
    'elsewhere/a.txt',
    'lessons/CON.yaml',
    'lessons/a.yaml.',
    'lessons/a\u0000.yaml',
    '',
  ])('that names the file %j is refused', async (name) => {
    await forge(world.kit, ({ files }) => files.push({ path: name, bytes: 1, sha256 }))
    await expect(readKit(world.kit)).rejects.toMatchObject(invalid(expect.stringContaining('none of a kit')))
  })

  test('names, whatever they are made of, lead to nowhere else', () => {
    const piece = fc.oneof(fc.constantFrom('..', '.', '', 'lessons', '/', '\\', ':', 'C:'), fc.string())
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
        const name = ['lessons', ...pieces].join('/')
        if (!isKitPath(name)) return
        expect(path.posix.normalize(name).startsWith('lessons/')).toBe(true)
        expect(path.win32.resolve('D:\\kit', name).startsWith('D:\\kit\\lessons\\')).toBe(true)
      }),
    )
  })

  test('that names a file twice, in other capitals, is refused', async () => {
    await forge(world.kit, ({ files }) => files.push({ path: 'LESSONS/ours.yaml', bytes: 1, sha256 }))
    await expect(readKit(world.kit)).rejects.toMatchObject(invalid(expect.stringContaining('none of a kit')))
    await forge(world.kit, ({ files }) => {
      files.pop()
      files.push({ path: 'lessons/OURS.yaml', bytes: 1, sha256 })
    })
    await expect(readKit(world.kit)).rejects.toMatchObject(invalid(expect.stringContaining('twice')))
  })

  test('whose file is a link is refused, also where the link is a folder on the way to it', async () => {
    const file = path.join(world.kit, 'lessons', 'ours.yaml')
    const outside = await given(world, 'outside/ours.yaml', lessonText('ours'))
    await rm(file)
    await symlink(outside, file)
    await expect(readKit(world.kit)).rejects.toMatchObject(invalid(expect.stringContaining('is a link')))
    await rm(path.join(world.kit, 'lessons'), { recursive: true })
    await symlink(path.dirname(outside), path.join(world.kit, 'lessons'))
    await expect(readKit(world.kit)).rejects.toMatchObject(
      invalid(expect.stringContaining('lessons is a link')),
    )
  })

  test('whose file is a folder, missing, or of another length says which', async () => {
    const file = path.join(world.kit, 'lessons', 'ours.yaml')
    await appendFile(file, '#')
    await expect(readKit(world.kit)).rejects.toMatchObject(
      invalid(expect.stringMatching(/lessons\/ours\.yaml has \d+ bytes instead of \d+/)),
    )
    await rm(file)
    await expect(readKit(world.kit)).rejects.toMatchObject(invalid(expect.stringContaining('it is missing')))
    await mkdir(file)
    await expect(readKit(world.kit)).rejects.toMatchObject(invalid(expect.stringContaining('it is no file')))
  })

  test('whose manifest is huge, cut off or of another kind is refused', async () => {
    const manifest = path.join(world.kit, 'kit.json')
    await truncate(manifest, 100)
    await expect(readKit(world.kit)).rejects.toMatchObject(invalid(expect.stringContaining('damaged')))
    await writeFile(manifest, '{"format":"other"}')
    await expect(readKit(world.kit)).rejects.toMatchObject(
      invalid(expect.stringContaining('another version')),
    )
    await truncate(manifest, 3_000_000)
    await expect(readKit(world.kit)).rejects.toMatchObject(invalid(expect.stringContaining('too many')))
  })

  test('with a file of the right length and another content brings nothing of it', async () => {
    const kit = await readKit(world.kit)
    await writeFile(path.join(world.kit, 'lessons', 'ours.yaml'), lessonText('evil'))
    await expect(readKitFile(kit, 'lessons/ours.yaml')).rejects.toMatchObject(
      invalid(expect.stringContaining('not what was written')),
    )
    await expect(openKit(world.kit, world.resources)).rejects.toMatchObject({ info: { code: 'KIT_INVALID' } })
  })

  test('with a lesson of gigabytes is refused before it is read', async () => {
    const file = path.join(world.kit, 'lessons', 'ours.yaml')
    await truncate(file, 5_000_000_000)
    await forge(world.kit, ({ files }) => {
      for (const each of files) if (each.path === 'lessons/ours.yaml') each.bytes = 5_000_000_000
    })
    await expect(openKit(world.kit, world.resources)).rejects.toMatchObject(
      invalid(expect.stringContaining('too many')),
    )
  })

  test('with settings that nobody knows says which, and where', async () => {
    const text = '{\n  "port": 8080,\n  "run": "format c:"\n}\n'
    await writeFile(path.join(world.kit, 'classroom.json'), text)
    await forge(world.kit, ({ files }) => {
      for (const each of files)
        if (each.path === 'classroom.json') Object.assign(each, { bytes: text.length, sha256: digest(text) })
    })
    await expect(openKit(world.kit, world.resources)).rejects.toMatchObject({
      info: {
        code: 'KIT_INVALID',
        why: expect.stringContaining('line 3, column 3: "run" is not known here'),
      },
    })
  })

  test('that is none is told apart from one whose making was interrupted', async () => {
    await expect(readKit(world.folder)).rejects.toMatchObject({ info: { code: 'NOT_FOUND' } })
    await rename(path.join(world.kit, 'kit.json'), path.join(world.kit, 'NOT-COMPLETE.txt'))
    await expect(readKit(world.kit)).rejects.toMatchObject(invalid(expect.stringContaining('interrupted')))
  })
})
