import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { kitsAtHand } from '../../../src/main/api/classroom'
import { openClassroom } from '../../../src/main/api/classroom'
import { createHandlers } from '../../../src/main/api/handlers/all'
import { openController } from '../../../src/main/api/open-controller'
import { openHomeWith } from '../../../src/main/api/open-home'
import { readClassroom, writeClassroom } from '../../../src/main/home/classroom-file'
import { writeWanted } from '../../../src/main/home/wanted'
import type { ClassroomSettings } from '../../../src/shared/domain/classroom'
import type { ErrorInfo } from '../../../src/shared/errors'
import { temporaryFolder } from '../../support/temporary-folder'
import { given, openWorld } from '../kit/kit-world'
import { noGenuine } from '../../support/fleet'
import { run } from '../cli/run-verb'
import { fakeCore } from './fake-core'

const never = new AbortController().signal
let folder: string
beforeEach(async () => {
  const made = await temporaryFolder('classroom')
  onTestFinished(made.remove)
  folder = made.folder
})

const set = (settings: ClassroomSettings): Promise<void> =>
  writeClassroom(folder, {
    kit: 'a'.repeat(64),
    folder: '/stick/kit',
    made: '2026-11-01T08:00:00Z',
    settings,
  })
const open = (options: Partial<Parameters<typeof openHomeWith>[0]> = {}) =>
  openHomeWith({ home: folder, ...options }, () => undefined)
const controllerOptions = {
  self: { file: process.execPath, arguments: [] },
  command: ['realcave'],
  resources: path.resolve('resources'),
  dashboard: '/nowhere',
  shell: 'browser',
  version: '0.0.0',
  warn: () => undefined,
} as const
const refused = { info: { code: 'SET_BY_CLASSROOM' } }

describe('what a classroom has set', () => {
  it('holds over what the home remembers, and over a start that failed', async () => {
    const home = await open({ port: 8085 })
    await home.change({ port: 8085, project: 'mine' })
    await writeWanted(home, {
      fleet: 'genuine',
      state: 'up',
      stopped: [],
      start: { port: 9999, project: 'failed' },
    })
    await set({ port: 8090 })
    expect((await open()).settings).toMatchObject({ port: 8090, project: 'failed' })
  })

  it('is not changed by an option of the command line or the window; the same is no change', async () => {
    await set({ port: 8090, project: 'class', fleet: 'practice' })
    await expect(open({ port: 8080 })).rejects.toMatchObject(refused)
    await expect(open({ project: 'other' })).rejects.toMatchObject(refused)
    await expect(open({ fleet: 'genuine' })).rejects.toMatchObject(refused)
    await expect(open({ port: 8090, project: 'class', fleet: 'practice' })).resolves.toBeDefined()
  })

  it('leaves free what it does not name', async () => {
    await set({ theme: 'dark' })
    expect((await open({ port: 8085, project: 'mine', fleet: 'genuine' })).settings).toMatchObject({
      port: 8085,
    })
  })

  it('is not changed in the panel either', async () => {
    await set({ port: 8090, fleet: 'practice' })
    const handlers = createHandlers(fakeCore({ classroom: openClassroom(() => folder) }))
    await expect(handlers['place.choose']({ port: 8091, project: 'x' }, never)).rejects.toMatchObject(refused)
    await expect(handlers['fleet.switch']({ kind: 'genuine' }, never)).rejects.toMatchObject(refused)
    await expect(handlers['classroom.read'](undefined, never)).resolves.toMatchObject({
      here: false,
      settings: { port: 8090 },
    })
  })

  it('is not passed over in silence where it cannot be read', async () => {
    await writeFile(path.join(folder, 'classroom.json'), '{"port": 80')
    await expect(open()).rejects.toMatchObject({
      info: { code: 'HOME_CORRUPT', fix: expect.stringContaining('kit leave') },
    })
  })

  it('keeps nobody from removing the home, with the fleet that runs in it', async () => {
    await writeFile(path.join(folder, 'classroom.json'), '{"port": 80')
    const home = await open({ leaving: true })
    const opened = openController({ ...controllerOptions, home, fleet: 'practice' }, noGenuine)
    await expect(opened.then((controller) => controller.close())).resolves.toBeUndefined()
  })
})

describe('a kit at hand', () => {
  const openWith = async (home: string, kits: readonly string[], resources: string) => {
    const warnings: ErrorInfo[] = []
    const opened = await openHomeWith({ home, kits: { folders: kits, resources } }, (warning) =>
      warnings.push(warning),
    )
    return { opened, warnings }
  }

  it('sets up a home that has seen nothing yet, and no other', async () => {
    const world = await openWorld()
    await world.make({ targets: [], settings: await given(world, 'class.json', '{"port":8090}') })
    const installer = path.join(world.kit, 'installer', 'RealCAVE.AppImage')
    const { folders: kits } = await kitsAtHand(world.resources, {}, installer)
    const { opened } = await openWith(path.join(world.folder, 'new'), kits, world.resources)
    expect(opened.settings.port).toBe(8090)
    const used = await openHomeWith({ home: folder }, () => undefined)
    await used.change({ welcomed: true })
    expect((await openWith(folder, kits, world.resources)).opened.settings.port).toBe(8080)
  })

  it('sets up no home that is to be removed', async () => {
    const world = await openWorld()
    await world.make({ targets: [], settings: await given(world, 'class.json', '{"port":8090}') })
    const kits = { folders: [world.kit], resources: world.resources }
    const opened = await openHomeWith({ home: folder, leaving: true, kits }, () => undefined)
    expect(opened.settings.port).toBe(8080)
    await expect(readClassroom(folder)).resolves.toBeNull()
  })

  it('that was left is not taken by itself again', async () => {
    const world = await openWorld()
    await world.make({ targets: [], settings: await given(world, 'class.json', '{"port":8090}') })
    expect((await openWith(folder, [world.kit], world.resources)).opened.settings.port).toBe(8090)
    await run(['kit', 'leave', '--json', '--home', folder], {}, { folder })
    expect((await openWith(folder, [world.kit], world.resources)).opened.settings.port).toBe(8080)
  })

  it('is one beside the program, above its folder of installers, or the one that REALCAVE_KIT names', async () => {
    expect(await kitsAtHand('/res', { REALCAVE_KIT: '/named' }, '/opt/RealCAVE/realcave')).toEqual({
      resources: '/res',
      named: '/named',
      folders: ['/opt/RealCAVE'],
    })
    expect(await kitsAtHand('/res', {}, '/stick/kit/installer/RealCAVE.AppImage')).toMatchObject({
      named: undefined,
      folders: ['/stick/kit/installer', '/stick/kit'],
    })
  })

  it('that REALCAVE_KIT names is used before one beside the program', async () => {
    const world = await openWorld()
    await world.make({ targets: [], settings: await given(world, 'class.json', '{"port":8090}') })
    const kits = { ...(await kitsAtHand(world.resources, { REALCAVE_KIT: world.kit })), folders: ['/none'] }
    const opened = await openHomeWith({ home: path.join(folder, 'new'), kits }, () => undefined)
    expect(opened.settings.port).toBe(8090)
  })

  it.each([
    ['is not there', 'gone', 'There is no such folder'],
    ['is none', '.', 'It has no kit.json'],
  ])(
    'that REALCAVE_KIT names and that %s is told, and the home goes on without',
    async (_what, name, why) => {
      const warnings: ErrorInfo[] = []
      const kits = await kitsAtHand('/nowhere', { REALCAVE_KIT: path.join(folder, name) })
      const home = path.join(folder, 'new')
      const opened = await openHomeWith({ home, kits }, (warning) => warnings.push(warning))
      expect(warnings).toMatchObject([{ code: 'NOT_FOUND', why: expect.stringContaining(why) }])
      expect(opened.settings.port).toBe(8080)
      // It is told to a home that a kit would set up, and to no other.
      await opened.change({ welcomed: true })
      await openHomeWith({ home, kits }, (warning) => warnings.push(warning))
      expect(warnings).toHaveLength(1)
    },
  )

  it('that cannot be used is told, and the home goes on without', async () => {
    await mkdir(path.join(folder, 'kit'))
    await writeFile(path.join(folder, 'kit', 'kit.json'), '{}')
    const { opened, warnings } = await openWith(
      path.join(folder, 'new'),
      [path.join(folder, 'kit')],
      '/nowhere',
    )
    expect(warnings).toMatchObject([{ code: 'KIT_INVALID' }])
    expect(opened.settings.port).toBe(8080)
  })
})
