import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { kitBundle, kitLessons, kitPython, openClassroom } from '../../src/main/api/classroom'
import { judgeKit } from '../../src/main/doctor/checks/kit'
import { removeClassroom } from '../../src/main/home/classroom-file'
import { kitInUse } from '../../src/main/kit/kit-in-use'
import { openKit, takeIn } from '../../src/main/kit/use-kit'
import { createShelf } from '../../src/main/lessons/shelf'
import { createEnvironment } from '../../src/main/terminal/environment'
import {
  archive,
  digest,
  everyFile,
  given,
  lessonText,
  never,
  openWorld,
  target,
  type World,
} from '../main/kit/kit-world'

let world: World
let home: string
beforeEach(async () => {
  world = await openWorld()
  home = path.join(world.folder, 'home of Ünï')
  await mkdir(home)
})

const use = async (): Promise<void> => takeIn(home, await openKit(world.kit, world.resources))
const shelf = () =>
  createShelf({
    resources: world.resources,
    own: { folder: path.join(home, 'lessons'), list: path.join(home, 'lessons.json') },
    classroom: () => kitLessons(home),
  })
const environment = () =>
  createEnvironment({
    folder: path.join(home, 'python'),
    resources: world.resources,
    machine: world.machine,
    kit: () => kitPython(home, world.resources),
  })

describe('a home that was set up from a kit', () => {
  test('keeps its settings and lessons, also when the kit is gone', async () => {
    const settings = await given(world, 'class.json', '{"port":8090,"lessons":["ours","proof"]}')
    await world.make({
      targets: [],
      settings,
      lessons: [await given(world, 'mine.yaml', lessonText('ours'))],
    })
    await use()
    await given(world, 'home of Ünï/lessons/own.yaml', lessonText('own'))
    await rm(world.kit, { recursive: true })
    const { lessons } = await shelf().read()
    // In the instructor's order; the trainee's own stay, behind them.
    expect(lessons.map(({ lesson }) => lesson?.id)).toEqual(['ours', 'proof', 'own'])
    expect(await openClassroom(() => home).read()).toMatchObject({ here: false, settings: { port: 8090 } })
    await removeClassroom(home)
    expect((await shelf().read()).lessons.length).toBeGreaterThan(3)
    expect(await everyFile(home)).not.toContain('classroom')
  })

  test('set up again, it is as it was; from another kit, nothing of the first one stays', async () => {
    const first = await given(world, 'class.json', '{"port":8090,"theme":"dark"}')
    await world.make({
      targets: [],
      settings: first,
      lessons: [await given(world, 'a.yaml', lessonText('first'))],
    })
    await use()
    const before = await everyFile(home)
    await use()
    expect(await everyFile(home)).toEqual(before)
    await rm(path.join(world.kit, 'lessons'), { recursive: true })
    const second = await given(world, 'class.json', '{"typing":40}')
    await world.make({ targets: [], settings: second })
    await use()
    expect((await kitInUse(home))?.classroom.settings).toEqual({ typing: 40 })
    expect((await everyFile(home)).filter((name) => name.includes('first'))).toEqual([])
  })

  test('takes nothing of a kit that is not whole', async () => {
    await world.make({ targets: [], lessons: [await given(world, 'a.yaml', lessonText('first'))] })
    await writeFile(
      path.join(world.kit, 'lessons', 'first.yaml'),
      lessonText('other').padEnd(lessonText('first').length),
    )
    await expect(use()).rejects.toMatchObject({ info: { code: 'KIT_INVALID' } })
    expect(await everyFile(home)).toEqual([])
  })

  test('makes the terminal’s Python from the kit, with no network, and does not write into it', async () => {
    await world.make()
    await use()
    const before = await everyFile(world.kit)
    // Nothing is left that pip could reach but the kit.
    await rm(path.join(world.folder, 'index'), { recursive: true })
    const python = await environment().ready(never)
    expect(python).toMatchObject({ place: 'host', caveclient: '8.2.1' })
    expect(await everyFile(world.kit)).toEqual(before)
    // Once made it needs no kit.
    await rm(world.kit, { recursive: true })
    await expect(environment().ready(never)).resolves.toMatchObject({ caveclient: '8.2.1' })
  })

  test('runs no Python of a kit that is not the one that the program knows', async () => {
    await world.make()
    const inKit = path.join(world.kit, 'python', target, 'python-test.tar.gz')
    const touched = path.join(world.folder, 'touched')
    await archive(inKit, [
      { name: 'python/bin/python3', content: `#!/bin/sh\ntouch ${touched}\n`, mode: 0o755 },
    ])
    // As one that means harm would: its manifest agrees with it.
    const content = await readFile(inKit)
    const manifest = JSON.parse(await readFile(path.join(world.kit, 'kit.json'), 'utf8'))
    for (const file of manifest.files)
      if (file.path.endsWith('python-test.tar.gz'))
        Object.assign(file, { bytes: content.length, sha256: digest(content) })
    await writeFile(path.join(world.kit, 'kit.json'), JSON.stringify(manifest))
    await use()
    await expect(environment().ready(never)).rejects.toMatchObject({
      info: { code: 'KIT_INVALID', why: expect.stringContaining('is not the Python') },
    })
    await expect(readFile(touched)).rejects.toThrow('ENOENT')
  })

  test('installs no wheel that is not the one that the program knows, and says that it is the kit', async () => {
    await world.make()
    const wheels = path.join(world.kit, 'python', target, 'wheels')
    const content = await readFile(path.join(wheels, 'pandas-2.3-py3-none-any.whl'))
    await use()
    content[200] = (content[200] ?? 0) ^ 1
    await writeFile(path.join(wheels, 'pandas-2.3-py3-none-any.whl'), content)
    await expect(environment().ready(never)).rejects.toMatchObject({
      info: { code: 'KIT_INVALID', fix: expect.stringContaining('realcave kit check') },
    })
  })

  test('looks for no images where the kit has none, or has gone', async () => {
    await world.make({ targets: [] })
    expect(await kitBundle(home)).toBeNull()
    await use()
    expect(await kitBundle(home)).toBeNull()
  })
})

describe('Doctor', () => {
  const looked = async (python: boolean) => {
    const used = await kitInUse(home)
    return used && { ...used, python, brings: used.kit !== null }
  }

  test('says which kit is in use, and what is lost with one that is out of reach', async () => {
    expect(judgeKit(await looked(false)).state).toBe('skipped')
    await world.make({ settings: await given(world, 'class.json', '{"title":"Day one"}') })
    await use()
    expect(judgeKit(await looked(false))).toMatchObject({
      state: 'passed',
      what: expect.stringMatching(/“Day one”.*at hand: Python/),
    })
    await rm(path.join(world.kit, 'kit.json'))
    expect(judgeKit(await looked(false))).toMatchObject({
      state: 'warning',
      fix: expect.stringContaining('kit use'),
    })
    expect(judgeKit(await looked(true))).toMatchObject({ state: 'passed' })
  })
})
