import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { checkKit } from '../../src/main/kit/check-kit'
import { readKit } from '../../src/main/kit/kit-manifest'
import { findInstallers } from '../../src/main/kit/make/installers'
import {
  digest,
  everyFile,
  given,
  installer,
  lessonText,
  never,
  openWorld,
  target,
  type World,
} from '../main/kit/kit-world'

let world: World
beforeEach(async () => {
  world = await openWorld()
})

const at = (...names: readonly string[]): string => path.join(world.kit, ...names)
const about = () => ({ resources: world.resources, version: '1.2.3' })
const check = () => checkKit(world.kit, about(), () => undefined, never)
const failing = async () => (await check()).filter(({ state }) => state === 'failed')
const isThere = async (file: string): Promise<boolean> => (await stat(file).catch(() => null)) !== null

describe('a kit', () => {
  test('holds what was named and says so, each file with its digest, and is whole', async () => {
    const settings = await given(
      world,
      'class.json',
      '{"title":"Day one","port":8090,"lessons":["ours","proof"]}',
    )
    const manifest = await world.make({
      settings,
      lessons: [await given(world, 'mine.yaml', lessonText('ours'))],
      installers: [await installer(world, 'RealCAVE.AppImage', 'an app')],
    })
    const names = manifest.files.map((file) => file.path)
    expect(names).toEqual(
      expect.arrayContaining([
        'START-HERE.txt',
        'install.cmd',
        'install.sh',
        'classroom.json',
        'classroom.schema.json',
        'lessons/ours.yaml',
        'installer/RealCAVE.AppImage',
        `python/${target}/python-test.tar.gz`,
        `python/${target}/wheels/caveclient-8.2.1-py3-none-any.whl`,
      ]),
    )
    for (const { path: file, sha256 } of manifest.files)
      expect(digest(await readFile(at(...file.split('/'))))).toBe(sha256)
    const start = await readFile(at('START-HERE.txt'), 'utf8')
    expect(start).toContain('RealCAVE classroom kit: Day one')
    expect(start).toContain('RealCAVE.AppImage')
    expect(await readFile(at('install.cmd'), 'utf8')).toMatch(/^(?:[^\n]*\r\n)+$/)
    expect(await failing()).toEqual([])
    expect(await check()).toContainEqual(
      expect.objectContaining({ part: 'python', what: `Python and 3 wheels for ${target}.` }),
    )
  })

  test('whose making was interrupted is none, and goes on where it stopped', async () => {
    const broken = world.make(
      { pythons: undefined },
      { fetch: async () => Promise.reject(new TypeError('fetch failed')) },
    )
    await expect(broken).rejects.toMatchObject({
      info: { code: 'PULL_FAILED', fix: expect.stringContaining('--python') },
    })
    await expect(readKit(world.kit)).rejects.toMatchObject({ info: { code: 'KIT_INVALID' } })
    expect(await isThere(at('NOT-COMPLETE.txt'))).toBe(true)
    await world.make({ pythons: undefined })
    expect(world.fetched).toHaveLength(1)
    expect(await isThere(at('NOT-COMPLETE.txt'))).toBe(false)
    expect(await failing()).toEqual([])
  })

  test('made once more fetches nothing, and takes in what was changed in it', async () => {
    await world.make({ pythons: undefined })
    const lines = JSON.stringify({ theme: 'dark' })
    await writeFile(at('classroom.json'), lines)
    await given(world, 'kit/lessons/late.yaml', lessonText('late'))
    await expect(check()).rejects.toMatchObject({
      info: { code: 'KIT_INVALID', fix: expect.stringContaining('changed on purpose') },
    })
    // No index and no wheels any more: whatever is asked for would fail.
    await rm(path.join(world.folder, 'index'), { recursive: true })
    await world.make({ pythons: undefined })
    expect(world.fetched).toHaveLength(1)
    expect(await failing()).toEqual([])
    expect(await check()).toContainEqual(
      expect.objectContaining({ part: 'settings', what: 'It sets: theme.' }),
    )
    expect(await check()).toContainEqual(
      expect.objectContaining({ part: 'lessons', what: expect.stringContaining('late') }),
    )
  })

  test('takes only the Python whose digest the program knows, wherever it comes from', async () => {
    await writeFile(world.archiveFile, 'another Python')
    const forged = world.make({}, { fetch: async () => new Response('a third one') })
    await expect(forged).rejects.toMatchObject({
      info: { code: 'PULL_FAILED', why: expect.stringContaining('digest') },
    })
    expect((await everyFile(world.kit)).filter((name) => name.includes('python-test'))).toEqual([])
  })

  test.each([
    ['holds no such file', 'empty/notes.txt', /empty holds no python-test\.tar\.gz/, /into that folder/],
    ['holds another', 'other/python-test.tar.gz', /in .*other is not it: its digest/, /anew with a browser/],
  ])('says of a folder of Pythons that it %s', async (_what, file, why, fix) => {
    const pythons = path.dirname(await given(world, file, 'cut short'))
    const made = world.make({ pythons }, { fetch: async () => Promise.reject(new TypeError('no network')) })
    await expect(made).rejects.toMatchObject({
      info: {
        code: 'PULL_FAILED',
        why: expect.stringMatching(why),
        fix: expect.stringMatching(fix),
      },
    })
  })

  test('is not begun with a folder of Pythons that is none', async () => {
    for (const pythons of [path.join(world.folder, 'gone'), world.archiveFile])
      await expect(world.make({ pythons })).rejects.toMatchObject({
        info: { code: 'BAD_INPUT', why: expect.stringContaining('is no folder') },
      })
    expect(await everyFile(world.kit)).toEqual([])
  })

  test('takes only the wheels that the program names', async () => {
    const index = path.join(world.folder, 'index', 'caveclient-8.2.1-py3-none-any.whl')
    await writeFile(index, 'another caveclient')
    await expect(world.make()).rejects.toMatchObject({ info: { what: expect.stringContaining('wheels') } })
    await expect(readKit(world.kit)).rejects.toMatchObject({ info: { code: 'KIT_INVALID' } })
  })

  test('is not begun where settings or lessons are wrong: nothing is written', async () => {
    const settings = await given(world, 'class.json', '{"prot": 8090}')
    await expect(world.make({ settings })).rejects.toMatchObject({
      info: { code: 'KIT_INVALID', why: expect.stringContaining('"prot" is not known here') },
    })
    const unknown = await given(world, 'other.json', '{"lessons": ["proof", "gone"]}')
    await expect(world.make({ settings: unknown })).rejects.toMatchObject({
      info: { why: expect.stringContaining('"gone"') },
    })
    const twice = [
      await given(world, 'a.yaml', lessonText('ours')),
      await given(world, 'b.yaml', lessonText('ours')),
    ]
    const broken = await given(world, 'broken.yaml', 'id: [')
    await expect(world.make({ lessons: [broken] })).rejects.toMatchObject({
      info: { code: 'LESSON_INVALID', fix: expect.stringContaining('start the same command again') },
    })
    await expect(world.make({ lessons: twice })).rejects.toMatchObject({
      info: { what: 'Two lessons have the id "ours".' },
    })
    expect(await everyFile(world.kit)).toEqual([])
  })

  test('is not made among other things', async () => {
    await given(world, 'kit/holiday.jpg', 'sea')
    await expect(world.make()).rejects.toMatchObject({
      info: { code: 'BAD_INPUT', why: expect.stringContaining('holiday.jpg') },
    })
  })

  test('takes nothing for its own that was there before a kit was begun, whatever it is called', async () => {
    await given(world, 'kit/images/slide.png', 'a slide')
    await given(world, 'kit/.DS_Store', '')
    await expect(world.make()).rejects.toMatchObject({
      info: {
        code: 'BAD_INPUT',
        why: expect.stringContaining('It holds images, and no kit was begun there'),
      },
    })
    expect(await readFile(at('images', 'slide.png'), 'utf8')).toBe('a slide')
  })

  test.runIf(process.platform === 'linux')(
    'is not begun where no folder can be, which is soon said',
    async () => {
      await expect(world.make({ folder: '/proc/kits/one' })).rejects.toMatchObject({
        info: { code: 'BAD_INPUT' },
      })
    },
  )

  test('is not begun where there is no room for it', async () => {
    const images = {
      names: ['a:1'],
      bytes: Number.MAX_SAFE_INTEGER,
      every: false,
      save: async () => undefined,
    }
    await expect(world.make({ images })).rejects.toMatchObject({
      info: { code: 'DISK_FULL', fix: expect.stringContaining('--without-images') },
    })
    expect(await everyFile(world.kit)).toEqual([])
  })

  test('holds one installer a system: a newer one takes the place of the one before', async () => {
    const one = await findInstallers([await given(world, 'one/RealCAVE-1.exe', 'one')])
    await world.make({ targets: [], installers: one })
    await given(world, 'two/RealCAVE.dmg', 'mac')
    await given(world, 'two/RealCAVE-2.exe', 'two')
    await world.make({ targets: [], installers: await findInstallers([path.join(world.folder, 'two')]) })
    expect((await everyFile(at('installer'))).filter((name) => name.includes('.'))).toEqual([
      'RealCAVE-2.exe',
      'RealCAVE.dmg',
    ])
    await expect(findInstallers([world.archiveFile])).rejects.toMatchObject({ info: { code: 'BAD_INPUT' } })
  })

  test('takes no two installers of one system, wherever they come from, and none of other programs', async () => {
    await given(world, 'downloads/RealCAVE-1.exe', 'one')
    await given(world, 'downloads/Other-Setup.exe', 'of others')
    const downloads = path.join(world.folder, 'downloads')
    const found = await findInstallers([downloads])
    expect(found.map(({ file }) => path.basename(file))).toEqual(['RealCAVE-1.exe'])
    await given(world, 'downloads/RealCAVE-2.exe', 'two')
    await expect(findInstallers([downloads])).rejects.toMatchObject({
      info: { what: 'There are two installers for Windows.', fix: expect.stringContaining('--installer') },
    })
    await world.make({ targets: [], installers: found })
    await given(world, 'kit/installer/AAA.exe', 'by hand')
    await expect(world.make({ targets: [] })).rejects.toMatchObject({
      info: {
        code: 'BAD_INPUT',
        why: expect.stringMatching(/AAA\.exe.*RealCAVE-1\.exe|RealCAVE-1\.exe.*AAA/),
      },
    })
    // Nothing was begun: the kit is as it was.
    await expect(readKit(world.kit)).resolves.toBeDefined()
  })

  test('in which stands what it does not name says so, and fails where a hand may start it', async () => {
    await world.make({ targets: [], lessons: [await given(world, 'mine.yaml', lessonText('ours'))] })
    expect((await check()).filter(({ what }) => what.includes('does not name'))).toEqual([])
    await given(world, 'kit/lessons/extra.yaml', lessonText('extra'))
    await given(world, 'kit/holiday/sea.jpg', 'sea')
    expect(await failing()).toEqual([])
    expect(await check()).toContainEqual(
      expect.objectContaining({
        part: 'files',
        state: 'warning',
        what: expect.stringMatching(/: holiday, lessons\/extra\.yaml\.$/),
      }),
    )
    await given(world, 'kit/installer/evil.exe', 'evil')
    expect(await failing()).toMatchObject([{ part: 'installer', what: expect.stringContaining('evil.exe') }])
  })

  test('says how to install it on the systems that it is for, and where installer and Python do not match', async () => {
    const systems = async (): Promise<string> => readFile(at('START-HERE.txt'), 'utf8')
    const apps = async (...names: readonly string[]) =>
      findInstallers(await Promise.all(names.map((name) => given(world, name, name))))
    await world.make({ targets: ['linux-x64'], installers: await apps('RealCAVE.AppImage') })
    expect(await systems()).toMatch(/Linux +run {2}sh install\.sh/)
    expect(await systems()).not.toMatch(/Windows|macOS|Mind/)
    await world.make({ targets: ['linux-x64'], installers: await apps('RealCAVE.exe') })
    const mind = 'For Windows it brings an installer, and no Python.'
    expect(await systems()).toMatch(/Windows +double-click install\.cmd/)
    expect(await systems()).toContain(`Mind: ${mind}`)
    expect(await systems()).toContain('--for linux --for win')
    expect(await check()).toContainEqual(expect.objectContaining({ state: 'warning', what: mind }))
    expect(await failing()).toEqual([])
    await rm(at('installer'), { recursive: true })
    await world.make({ targets: ['linux-x64'] })
    expect(await systems()).toMatch(/with RealCAVE installed there already[^]*Windows[^]*macOS, Linux/)
    expect(await systems()).toContain('--installer FILE')
  })

  test('whose copy was damaged says which file', async () => {
    await world.make({ lessons: [await given(world, 'mine.yaml', lessonText('ours'))] })
    const file = at('python', target, 'wheels', 'pandas-2.3-py3-none-any.whl')
    const content = await readFile(file)
    content[200] = (content[200] ?? 0) ^ 1
    await writeFile(file, content)
    expect(await failing()).toMatchObject([{ what: expect.stringContaining('pandas-2.3') }])
  })
})
