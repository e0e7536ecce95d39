import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { readClassroom } from '../../../src/main/home/classroom-file'
import { Failure } from '../../../src/shared/errors'
import { digest, forge, given, openWorld, type World } from '../kit/kit-world'
import { run } from './run-verb'

let world: World
let folder: string
beforeEach(async () => {
  world = await openWorld()
  folder = path.join(world.folder, 'home')
  places.length = 0
  runs = false
})

const make = async (settings: string): Promise<void> => {
  await world.make({ targets: [], settings: await given(world, 'class.json', settings) })
}
const kit = (...words: readonly string[]) =>
  run(['kit', ...words, '--json'], fakes, { folder, resources: world.resources })
const noEngine = {
  code: 'ENGINE_MISSING',
  what: 'No Docker.',
  why: 'None answers.',
  fix: 'Install it.',
} as const
const places: unknown[] = []
let runs = false
const fakes = {
  images: { status: async () => ({ trouble: noEngine, images: [], download: 0, disk: 0, note: '' }) },
  place: {
    place: () => ({ port: 8080, project: 'realcave' }),
    leave: async (): Promise<'practice' | null> => (runs ? 'practice' : null),
    change: async (place: unknown) => void places.push(place),
  },
}

describe('realcave kit', () => {
  test('use sets the home up, moves what runs to the place that is set, and says what it took', async () => {
    await make('{"port":8090,"theme":"dark"}')
    const ran = await kit('use', world.kit)
    expect(ran.json()).toMatchObject([
      { type: 'kit-used', set: ['port', 'theme'], images: 'none', python: null },
    ])
    expect(places).toEqual([{ port: 8090, project: 'realcave' }])
    expect(await readClassroom(folder)).toMatchObject({ folder: world.kit, settings: { port: 8090 } })
  })

  test('use says which fleet it has stopped, and how it is started where the kit wants it', async () => {
    await make('{"port":8090}')
    expect((await kit('use', world.kit)).json()).toMatchObject([{ stopped: null }])
    runs = true
    const ran = await kit('use', world.kit)
    expect(ran.err).toContain('The practice fleet at port 8080 was stopped, its data kept')
    expect(ran.err).toContain('the kit sets port 8090. "realcave up"')
    expect(ran.json()).toMatchObject([{ stopped: 'practice' }])
  })

  test('use without an engine leaves the images, unless the class is to use the genuine fleet', async () => {
    await make('{}')
    await given(world, 'kit/images/bundle.json', '{}')
    await forge(world.kit, ({ files }) =>
      files.push({ path: 'images/bundle.json', bytes: 2, sha256: 'a'.repeat(64) }),
    )
    const ran = await kit('use', world.kit)
    expect(ran.status).toBe(0)
    expect(ran.err).toContain('The images were not loaded: No Docker.')
    expect(ran.json()).toMatchObject([{ images: 'left' }])
  })

  test('use without room for the images leaves them', async () => {
    await make('{}')
    await given(world, 'kit/images/bundle.json', '{}')
    await forge(world.kit, ({ files }) =>
      files.push({ path: 'images/bundle.json', bytes: 2, sha256: 'a'.repeat(64) }),
    )
    const images = {
      status: async () => ({
        ...(await fakes.images.status()),
        trouble: null,
        images: [{ name: 'a:1', size: 1, here: false }],
      }),
      load: async () => {
        throw new Failure({ ...noEngine, code: 'DISK_FULL', what: 'No room.' })
      },
    }
    const ran = await run(
      ['kit', 'use', world.kit, '--json'],
      { ...fakes, images },
      { folder, resources: world.resources },
    )
    expect(ran).toMatchObject({
      status: 0,
      err: expect.stringContaining('The images were not loaded: No room.'),
    })
  })

  test('its images are loaded by its own name as well as by that of the folder in it', async () => {
    await make('{}')
    await given(world, 'kit/images/bundle.json', '{}')
    const asked: string[] = []
    const images = {
      load: async (bundle: string) => {
        asked.push(bundle)
        return ['a:1']
      },
    }
    for (const name of [world.kit, path.join(world.kit, 'images'), world.folder])
      expect((await run(['images', 'load', name], { images })).status).toBe(0)
    expect(asked).toEqual([path.join(world.kit, 'images'), path.join(world.kit, 'images'), world.folder])
  })

  test('leave frees what was set, and is no error where nothing was', async () => {
    await make('{"port":8090}')
    await kit('use', world.kit)
    const left = await run(['kit', 'leave', '--json', '--home', folder], fakes, { folder })
    expect(left.json().at(-1)).toEqual({ type: 'kit-left', left: true })
    expect(await readClassroom(folder)).toBeNull()
    const again = await run(['kit', 'leave', '--json', '--home', folder], fakes, { folder })
    expect(again.json().at(-1)).toEqual({ type: 'kit-left', left: false })
  })

  test('check ends with 1 where something failed, and names what, why and fix', async () => {
    await make('{}')
    expect((await kit('check', world.kit)).status).toBe(0)
    const manifest = JSON.parse(await readFile(path.join(world.kit, 'kit.json'), 'utf8'))
    manifest.files[0].sha256 = 'b'.repeat(64)
    await forge(world.kit, (made) => Object.assign(made, manifest))
    const ran = await kit('check', world.kit)
    expect(ran.status).toBe(1)
    expect(ran.json().find(({ state }) => state === 'failed')).toMatchObject({
      part: expect.any(String),
      why: expect.stringContaining('damaged'),
      fix: expect.stringContaining('Copy'),
    })
  })

  test('is not begun where the images are to go in and no engine answers: the way without is named', async () => {
    const ran = await kit(path.join(world.folder, 'new'))
    expect(ran.json().at(-1)).toMatchObject({
      code: 'ENGINE_MISSING',
      fix: expect.stringContaining('--without-images'),
    })
  })

  test('made once more without an engine, it keeps its images and takes in what was changed', async () => {
    const bundle = { format: 'realcave-images', version: 1, made: '', images: [{ name: 'a:1', id: 'b' }] }
    const part = { file: 'images.tar.gz.001', bytes: 5, sha256: digest('layer') }
    await world.make()
    await given(world, `kit/images/${part.file}`, 'layer')
    await given(world, 'kit/images/bundle.json', JSON.stringify({ ...bundle, unpacked: 9, parts: [part] }))
    await given(world, 'kit/classroom.json', '{"theme":"dark"}')
    const again = () => kit(world.kit, '--python', world.pythons)
    // By another version: the images may be others there, and nobody is here to ask.
    await forge(world.kit, (made) => Object.assign(made, { product: '0.0.1' }))
    const refused = await again()
    expect(refused.json().at(-1)).toMatchObject({
      code: 'ENGINE_MISSING',
      fix: expect.stringContaining('takes the images out of it: --without-images'),
    })
    await forge(world.kit, (made) => Object.assign(made, { product: '9.8.7' }))
    await again()
    expect(await readFile(path.join(world.kit, 'images', part.file), 'utf8')).toBe('layer')
    const manifest = JSON.parse(await readFile(path.join(world.kit, 'kit.json'), 'utf8'))
    expect(manifest.files).toContainEqual({ path: `images/${part.file}`, bytes: 5, sha256: part.sha256 })
  })

  test.each([[['help', 'kit']], [['kit', '--help']], [['kit', '/x', '--help']]])(
    '%j shows its other verbs and the options that a kit is made with',
    async (words) => {
      const ran = await run(words)
      expect(ran.status).toBe(0)
      for (const said of ['check', 'leave', '--without-images', '--installer <file>', '--python <folder>'])
        expect(ran.out).toContain(said)
    },
  )

  test.each([
    [['kit'], 'Missing required argument'],
    [['kit', '/x', '--for', 'os2'], 'one of win, linux, mac'],
    [['kit', 'check'], 'Missing required argument'],
    [['kit', '/x', '--without-images', '--with-images'], 'cannot be used with'],
  ])('%j is a usage mistake', async (words, said) => {
    const ran = await run(words)
    expect(ran.status).toBe(2)
    expect(ran.err).toContain(said)
  })
})
