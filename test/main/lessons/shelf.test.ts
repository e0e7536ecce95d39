import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createShelf, lessonsOn, type Shelf } from '../../../src/main/lessons/shelf'
import type { LessonShelf } from '../../../src/shared/domain/lesson-shelf'
import { temporaryFolder } from '../../support/temporary-folder'

const resources = resolve(import.meta.dirname, '../../../resources')
const good = (id: string): string =>
  `id: ${id}\ntitle: Mine\nabout: A lesson\nsteps:\n  - title: One\n    run: [x = 1]\n`

let place: Awaited<ReturnType<typeof temporaryFolder>>
let shelf: Shelf
let stop: AbortController
let seen: LessonShelf | null
const watching: Promise<void>[] = []

const openShelf = (options: { readonly settling?: number } = {}): Shelf =>
  createShelf({
    resources,
    own: { folder: join(place.folder, 'lessons'), list: join(place.folder, 'lessons.json') },
    ...options,
  })

beforeEach(async () => {
  place = await temporaryFolder('shelf')
  shelf = openShelf()
  stop = new AbortController()
  seen = null
})
afterEach(async () => {
  stop.abort()
  await Promise.all(watching.splice(0))
  await place.remove()
})

const watch = async (): Promise<void> => {
  const read = async (): Promise<void> => {
    for await (const told of shelf.watch(stop.signal)) seen = told
  }
  watching.push(read())
  await expect.poll(() => seen, { timeout: 5_000 }).not.toBeNull()
}
const ownIds = (): readonly string[] => (seen === null ? [] : lessonsOn(seen, 'own').map(({ id }) => id))
const errors = (): string => (seen?.lessons ?? []).map(({ error }) => error?.why ?? '').join('')
const eventually = { timeout: 5_000 }

test('shipped lessons come first, by their names', async () => {
  await watch()
  expect(seen?.lessons.map(({ key }) => key)).toEqual([
    'first-query',
    'proof',
    'edit-history',
    'cheat-sheet',
    'time-travel',
    'heal',
  ])
  expect(errors()).toBe('')
})

test('a lesson in the home’s folder is there as it is saved, corrected, replaced and removed', async () => {
  await watch()
  const file = join(place.folder, 'lessons', 'mine.yaml')
  await writeFile(file, good('mine').replace('steps', 'stepps'))
  await expect.poll(errors, eventually).toContain('line 4, column 1: "stepps" is not known here')
  await writeFile(file, good('mine'))
  await expect.poll(ownIds, eventually).toEqual(['mine'])
  expect(errors()).toBe('')
  // As editors save: another file in the place of the old one.
  await writeFile(`${file}.new`, good('renewed'))
  await rename(`${file}.new`, file)
  await expect.poll(ownIds, eventually).toEqual(['renewed'])
  await rm(file)
  await expect.poll(ownIds, eventually).toEqual([])
})

test('added files and folders are kept, followed as they change, and taken off again', async () => {
  const folder = join(place.folder, 'course')
  await mkdir(folder)
  await writeFile(join(folder, 'one.yaml'), good('one'))
  await writeFile(join(folder, 'notes.txt'), 'no lesson')
  const single = join(place.folder, 'single.yml')
  await writeFile(single, good('single'))
  await shelf.add(folder)
  await shelf.add(` ${single} `)
  await shelf.add(folder)
  await watch()
  expect(ownIds()).toEqual(['one', 'single'])
  expect(seen?.added.map(({ path }) => path)).toEqual([folder, single])
  await writeFile(join(folder, 'two.yaml'), good('two'))
  await expect.poll(ownIds, eventually).toEqual(['one', 'two', 'single'])
  await shelf.remove(folder)
  await expect.poll(ownIds, eventually).toEqual(['single'])
})

test('what is no lesson and no folder is refused; what has gone since is told, and comes back', async () => {
  for (const path of ['course', join(place.folder, 'nothing'), join(place.folder, 'lessons.json')])
    await expect(shelf.add(path)).rejects.toMatchObject({ info: { code: 'NOT_FOUND' } })
  const single = join(place.folder, 'single.yaml')
  await writeFile(single, good('single'))
  await shelf.add(single)
  await watch()
  await rm(single)
  await expect.poll(() => seen?.added[0]?.error?.why, eventually).toMatch(/nothing at that path/)
  await writeFile(single, good('back'))
  await expect.poll(ownIds, eventually).toEqual(['back'])
})

test('a file that is empty for a moment, as it is saved, is not told as broken', async () => {
  // Of a machine so busy that even this test takes its time between the two.
  shelf = openShelf({ settling: 1_500 })
  await watch()
  const file = join(place.folder, 'lessons', 'mine.yaml')
  const told: string[] = []
  const note = async (): Promise<void> => {
    for await (const each of shelf.watch(stop.signal)) told.push(each.lessons.at(-1)?.error?.code ?? 'fine')
  }
  await writeFile(file, good('mine'))
  watching.push(note())
  await expect.poll(() => told, eventually).toEqual(['fine'])
  for (const id of ['one', 'two', 'three']) {
    // Something else in the folder that is read for at the very moment.
    if (id === 'two') {
      await writeFile(join(place.folder, 'lessons', 'notes.txt'), '')
      await setTimeout(1_300)
    }
    await writeFile(file, '')
    if (id === 'two') await setTimeout(500)
    await writeFile(file, good(id))
    await expect.poll(ownIds, { timeout: 20_000 }).toEqual([id])
  }
  expect(new Set(told)).toEqual(new Set(['fine']))
})
