import { expect, test } from 'vitest'
import { sumOf, usualTime } from '../../../src/renderer/fleet/download-state'
import type { ImagesDownload } from '../../../src/shared/domain/images'

const image = (done: number, total: number | null): ImagesDownload['images'][number] => ({
  name: 'an image',
  state: 'loading',
  done,
  total,
  detail: '',
})

test('an image of unknown size counts as what has come of it', () => {
  const download = { state: 'running', startedAt: null, error: null } as const
  expect(sumOf({ ...download, images: [image(5, 10), image(7, null)] })).toEqual({ done: 12, total: 17 })
})

test.each([
  [2_500_000_000, 7],
  [1, 1],
])('%i bytes take %i minutes on a usual line', (size, minutes) => {
  expect(usualTime(size)).toBe(minutes * 60_000)
})
