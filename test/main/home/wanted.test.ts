import { stat, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readWanted, writeWanted } from '../../../src/main/home/wanted'
import { temporaryHome } from './temporary-home'

const wish = { fleet: 'genuine', state: 'up', stopped: ['redis'], start: null } as const

test('a wish is remembered; nobody has wished anything in a new home', async () => {
  const { home } = await temporaryHome()
  expect(await readWanted(home)).toBeNull()
  await writeWanted(home, { ...wish, stopped: [...wish.stopped] })
  expect(await readWanted(home)).toEqual(wish)
})

test('the same wish again writes nothing', async () => {
  const { home } = await temporaryHome()
  await writeWanted(home, { fleet: 'genuine', state: 'up', stopped: [] })
  const before = await stat(home.path('wanted.json'))
  await writeWanted(home, { stopped: [], state: 'up', fleet: 'genuine' })
  expect((await stat(home.path('wanted.json'))).ino).toBe(before.ino)
})

test('one that was written before starts were remembered is understood', async () => {
  const { home } = await temporaryHome()
  await writeFile(home.path('wanted.json'), '{"fleet": "genuine", "state": "up", "stopped": []}')
  expect(await readWanted(home)).toMatchObject({ fleet: 'genuine', start: null })
})

test('a file that makes no sense says nothing, and is replaced', async () => {
  const { home } = await temporaryHome()
  await writeFile(home.path('wanted.json'), '{"fleet": "both"}')
  expect(await readWanted(home)).toBeNull()
  await writeWanted(home, { fleet: 'practice', state: 'down', stopped: [] })
  expect(await readWanted(home)).toMatchObject({ state: 'down' })
})
