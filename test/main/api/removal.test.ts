import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { remove } from '../../../src/main/api/removal'
import { openHome, type Home } from '../../../src/main/home/home'
import { openRecords } from '../../../src/main/home/records'
import { writeWanted } from '../../../src/main/home/wanted'
import { Failure } from '../../../src/shared/errors'
import { temporaryFolder } from '../../support/temporary-folder'
import { openPanelOver } from '../home/open-panel-over'
import { fakeController } from './fake-core'

const never = new AbortController().signal

const noEngine = new Failure({ code: 'ENGINE_MISSING', what: 'No engine.', why: 'None.', fix: 'Start it.' })

const homeForTest = async (): Promise<Home> => {
  const { folder, remove: clean } = await temporaryFolder('removal')
  onTestFinished(clean)
  const home = await openHome({ folder: join(folder, 'home'), warn: () => undefined })
  await mkdir(home.path('lessons'))
  await writeFile(home.path('lessons', 'mine.yaml'), 'id: mine\n')
  return home
}

/** What was done, in its order. */
const means = (home: Home, engineFails = false) => {
  const done: string[] = []
  return {
    done,
    home,
    genuine: async () => {
      if (engineFails) throw noEngine
      return {
        engine: {
          removeOfHome: async (images: readonly string[]) => {
            done.push(`docker ${images.join(' ')}`)
            return ['postgres:16']
          },
          namesOfHome: async () => {
            done.push('looked')
            return ['volume realcave_postgres', 'image redis:7']
          },
        },
        supply: { everyImage: () => ['redis:7', 'postgres:16'] },
      }
    },
    controller: async (kind: 'practice' | 'genuine') =>
      fakeController({
        kind,
        down: async () => {
          done.push(`down ${kind}`)
        },
      }),
  }
}

test('a fleet that runs is stopped first; then Docker’s part goes, then the data', async () => {
  const home = await homeForTest()
  await writeWanted(home, { fleet: 'genuine', state: 'up', stopped: [] })
  const given = means(home)
  await expect(remove(given, { data: true, containers: true }, never)).resolves.toEqual(['postgres:16'])
  expect(given.done).toEqual(['down genuine', 'docker redis:7 postgres:16'])
  await expect(readdir(home.folder)).rejects.toThrow('ENOENT')
})

test('what was not chosen stays', async () => {
  const [one, other] = [await homeForTest(), await homeForTest()]
  const dataOnly = means(one)
  await remove(dataOnly, { data: true, containers: false }, never)
  expect(dataOnly.done).toEqual([])
  await remove(means(other), { data: false, containers: true }, never)
  expect(await readdir(other.path('lessons'))).toEqual(['mine.yaml'])
})

test('a practice fleet goes on while Docker’s part alone is removed, and is stopped where its data go', async () => {
  const home = await homeForTest()
  await writeWanted(home, { fleet: 'practice', state: 'up', stopped: [] })
  const given = means(home)
  await remove(given, { data: false, containers: true }, never)
  expect(given.done).toEqual(['docker redis:7 postgres:16'])
  await remove(given, { data: true, containers: false }, never)
  expect(given.done.slice(1)).toEqual(['down practice'])
})

test('where no engine answers nothing has gone, the data neither', async () => {
  const home = await homeForTest()
  await writeWanted(home, { fleet: 'practice', state: 'up', stopped: [] })
  const given = means(home, true)
  await expect(remove(given, { data: true, containers: true }, never)).rejects.toBe(noEngine)
  expect(given.done).toEqual([])
  expect(await readdir(home.path('lessons'))).toEqual(['mine.yaml'])
})

test('of data alone: what the genuine fleet leaves in Docker, which nobody can open then, is looked for first and named', async () => {
  const home = await homeForTest()
  await openRecords(home, 'genuine', () => undefined).save({})
  const given = means(home)
  const stays = await remove(given, { data: true, containers: false }, never)
  expect(given.done).toEqual(['looked'])
  expect(stays.slice(0, 2)).toEqual(['in Docker: volume realcave_postgres', 'in Docker: image redis:7'])
  expect(stays[2]).toContain('docker volume rm')
})

test('of data alone, where Docker does not answer: by what its volumes can be found later', async () => {
  const home = await homeForTest()
  await openRecords(home, 'genuine', () => undefined).save({})
  const stays = await remove(means(home, true), { data: true, containers: false }, never)
  expect(stays).toEqual([expect.stringContaining(`label=realcave.home=${home.settings.id}`)])
  await expect(readdir(home.folder)).rejects.toThrow('ENOENT')
})

test('data go without an engine, even where containers once ran', async () => {
  const home = await homeForTest()
  await writeWanted(home, { fleet: 'genuine', state: 'up', stopped: [] })
  const given = { ...means(home), controller: async () => Promise.reject(noEngine) }
  await remove(given, { data: true, containers: false }, never)
  await expect(readdir(home.folder)).rejects.toThrow('ENOENT')
})

test.skipIf(process.platform === 'win32')(
  'under an open panel no data go, and no fleet is stopped; Docker’s part may',
  async () => {
    const home = await homeForTest()
    await writeWanted(home, { fleet: 'genuine', state: 'up', stopped: [] })
    const panel = await openPanelOver(home)
    const given = means(home)
    await expect(remove(given, { data: true, containers: true }, never)).rejects.toMatchObject({
      info: { code: 'HOME_BUSY', what: 'The panel is open over this home.' },
    })
    expect(given.done).toEqual([])
    expect(await readdir(home.path('lessons'))).toEqual(['mine.yaml'])
    await remove(given, { data: false, containers: true }, never)
    await panel.close()
    await remove(given, { data: true, containers: false }, never)
    await expect(readdir(home.folder)).rejects.toThrow('ENOENT')
  },
)
