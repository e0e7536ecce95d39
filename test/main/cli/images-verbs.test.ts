import { expect, test } from 'vitest'
import type { ImagesDownload, ImagesStatus } from '../../../src/shared/domain/images'
import { run } from './run-verb'

const status: ImagesStatus = {
  trouble: null,
  images: [
    { name: 'a:1', here: true, size: 1_000_000 },
    { name: 'b:1', here: false, size: 2_000_000 },
  ],
  download: 2_000_000,
  disk: 5_400_000,
  note: '',
}

const download = (changes: Partial<ImagesDownload>, done: number): ImagesDownload => ({
  state: 'running',
  startedAt: '2026-11-26T10:00:00.000Z',
  error: null,
  images: [
    {
      name: 'b:1',
      state: done === 2_000_000 ? 'ready' : 'loading',
      done,
      total: 2_000_000,
      detail: '1 of 2 layers',
    },
  ],
  ...changes,
})

const watching = (...states: readonly ImagesDownload[]) =>
  async function* () {
    yield* states
  }

test('images pull tells the size before, its progress on the way, and each image once it is there', async () => {
  const watch = watching(
    download({}, 1_000_000),
    download({}, 2_000_000),
    download({ state: 'done' }, 2_000_000),
  )
  const ran = await run(['images', 'pull', '--json'], { images: { status: async () => status, watch } })
  expect(ran.status).toBe(0)
  expect(ran.err).toContain('About 2 MB will be downloaded.')
  expect(ran.err).toContain('1/1 b:1 1 MB of 2 MB 1 of 2 layers')
  expect(ran.json()).toEqual([
    { type: 'image', name: 'b:1', bytes: 2_000_000 },
    { type: 'images', pulled: ['b:1'] },
  ])
})

test('a download that fails ends with 1 and its reason', async () => {
  const error = { code: 'PULL_FAILED', what: 'No.', why: 'No line.', fix: 'Again.' } as const
  const watch = watching(download({ state: 'failed', error }, 0))
  const ran = await run(['images', 'pull', '--json'], { images: { status: async () => status, watch } })
  expect(ran.status).toBe(1)
  expect(ran.json().at(-1)).toEqual({ type: 'error', ...error })
})

test('images save and load tell where the bundle is and what is in it', async () => {
  const ran = await run(['images', 'save', '/stick/cave', '--json'], {
    images: {
      save: async (bundle, _every, report) => {
        report({ done: 1_000_000, total: 2_000_000, detail: `written to ${bundle}` })
        return ['a:1']
      },
    },
  })
  expect(ran.json()).toEqual([{ type: 'images-saved', bundle: '/stick/cave', images: ['a:1'] }])
  expect(ran.err).toContain('written to /stick/cave 1 MB of 2 MB')
  const loaded = await run(['images', 'load', '/stick/cave', '--json'], {
    images: { load: async () => ['a:1', 'b:1'] },
  })
  expect(loaded.json()).toEqual([{ type: 'images-loaded', bundle: '/stick/cave', images: ['a:1', 'b:1'] }])
})
