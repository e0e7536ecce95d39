import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { remove } from '../../../src/main/api/removal'
import { openHome, type Home } from '../../../src/main/home/home'
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

test('where no engine answers nothing has gone, the data neither', async () => {
  const home = await homeForTest()
  await writeWanted(home, { fleet: 'practice', state: 'up', stopped: [] })
  const given = means(home, true)
  await expect(remove(given, { data: true, containers: true }, never)).rejects.toBe(noEngine)
  expect(given.done).toEqual([])
  expect(await readdir(home.path('lessons'))).toEqual(['mine.yaml'])
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
