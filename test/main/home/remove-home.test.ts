import { access, mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openHome, type Home } from '../../../src/main/home/home'
import { lockHome } from '../../../src/main/home/lock'
import { homeNames, removeHome } from '../../../src/main/home/remove-home'
import { homeSecret } from '../../../src/main/home/secret'
import { temporaryFolder } from '../../support/temporary-folder'

const quiet = (): void => undefined

const homeWithContent = async (): Promise<Home> => {
  const { folder, remove } = await temporaryFolder('remove-home')
  onTestFinished(remove)
  const home = await openHome({ folder: join(folder, 'a home'), warn: quiet })
  await homeSecret(home, 'postgres')
  for (const name of ['practice/data', 'python/bin', 'window', 'lessons', 'records'])
    await mkdir(home.path(name), { recursive: true })
  await writeFile(home.path('lessons', 'mine.yaml'), 'id: mine\n')
  await writeFile(home.path('home.json.corrupt-2026-01-01T00-00-00.000Z'), '{')
  await writeFile(home.path('.home.json.6ba7b810-9dad-11d1-80b4-00c04fd430c8.tmp'), '')
  return home
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

test('a home goes with all that it holds, its folder too', async () => {
  const home = await homeWithContent()
  await expect(removeHome(home)).resolves.toEqual([])
  expect(await isThere(home.folder)).toBe(false)
})

test('what somebody else keeps in that folder stays, and is named', async () => {
  const home = await homeWithContent()
  await writeFile(home.path('thesis.docx'), 'years of work')
  await mkdir(home.path('photos'))
  await expect(removeHome(home)).resolves.toEqual([home.path('photos'), home.path('thesis.docx')])
  expect((await readdir(home.folder)).sort()).toEqual(['photos', 'thesis.docx'])
  expect(await readFile(home.path('thesis.docx'), 'utf8')).toBe('years of work')
})

test('a removal that ends half-way still knows what is in Docker, and can be begun again', async () => {
  const home = await homeWithContent()
  const gone: string[] = []
  const heldOpen = async (file: string): Promise<void> => {
    if (file.endsWith('window')) throw new Error('A program has it open.')
    gone.push(basename(file))
  }
  await expect(removeHome(home, heldOpen)).rejects.toThrow('open')
  expect(gone).toEqual(expect.arrayContaining(['lessons', 'practice', 'python']))
  expect(gone.filter((name) => ['home.json', 'records', 'secrets'].includes(name))).toEqual([])
  await expect(removeHome(home)).resolves.toEqual([])
  expect(await isThere(home.folder)).toBe(false)
})

test('nothing goes while something is under way in the home', async () => {
  const home = await homeWithContent()
  const lock = await lockHome(home, 'Starting the fleet')
  await expect(removeHome(home)).rejects.toMatchObject({ info: { code: 'HOME_BUSY' } })
  expect(await isThere(home.path('lessons', 'mine.yaml'))).toBe(true)
  await lock.release()
})

test('every name that the program writes into a home is known to be of it', async () => {
  const source = resolve('src/main')
  const files = (await readdir(source, { recursive: true })).filter((name) => name.endsWith('.ts'))
  const texts = await Promise.all(files.map((name) => readFile(join(source, name), 'utf8')))
  const written = texts.flatMap((text) =>
    [...text.matchAll(/(?:\bhome(?:\(\))?\.path|\bjoin\(home(?:Folder)?),?\(?\s*'([^']+)'/g)].map(
      ([, name]) => name,
    ),
  )
  const foreign = new Set(['.docker', '.docker/bin', 'ipython', 'Applications/Docker.app'])
  const names = [...new Set(written)].filter((name) => name !== undefined && !foreign.has(name))
  expect(names).toEqual(expect.arrayContaining(['csv', 'lock', 'practice', 'python', 'wanted.json']))
  expect(names.filter((name) => name !== undefined && !homeNames.has(name))).toEqual([])
})
