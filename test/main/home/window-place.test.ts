import { writeFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { readWindowPlace, writeWindowPlace } from '../../../src/main/home/window-place'
import { temporaryHome } from './temporary-home'

const place = { bounds: { x: -40, y: 20, width: 900, height: 700 }, maximized: true }

it('the window’s place is remembered in the home', async () => {
  const { home } = await temporaryHome()
  expect(await readWindowPlace(home)).toBeNull()
  await writeWindowPlace(home, place)
  expect(await readWindowPlace(home)).toEqual(place)
})

it.each([
  '',
  '{',
  '[]',
  '{"bounds":{"x":0,"y":0,"width":0,"height":5},"maximized":false}',
  '{"bounds":{"x":1e300}}',
])('a place that makes no sense is none: %s', async (text) => {
  const { home } = await temporaryHome()
  await writeFile(home.path('window-place.json'), text)
  expect(await readWindowPlace(home)).toBeNull()
})
