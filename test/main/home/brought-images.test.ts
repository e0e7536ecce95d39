import { writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { openBroughtImages } from '../../../src/main/home/brought-images'
import { temporaryHome } from './temporary-home'

const redis = { name: 'redis:7', id: 'sha256:1' }

test('what a home has brought is known to whoever opens it later', async () => {
  const { home } = await temporaryHome()
  expect(await openBroughtImages(home).read()).toEqual([])
  await openBroughtImages(home).write([redis])
  expect(await openBroughtImages(home).read()).toEqual([redis])
})

test('a note that makes no sense names nothing: no image of somebody else’s goes for it', async () => {
  const { home } = await temporaryHome()
  await writeFile(home.path('images.json'), '["redis:7"')
  expect(await openBroughtImages(home).read()).toEqual([])
})
