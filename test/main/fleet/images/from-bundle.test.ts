import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { fromBundle } from '../../../../src/main/fleet/images/from-bundle'
import { temporaryFolder } from '../../../support/temporary-folder'

const never = new AbortController().signal
let bundle: string
const loaded: string[] = []
const engine = {
  loadImages: async (folder: string) => {
    loaded.push(folder)
    return ['redis:7']
  },
}

beforeEach(async () => {
  const { folder, remove } = await temporaryFolder('from-bundle')
  onTestFinished(remove)
  loaded.length = 0
  bundle = path.join(folder, 'images')
  await mkdir(bundle)
  await writeFile(path.join(bundle, 'images.tar.gz.001'), 'x')
  await writeFile(
    path.join(bundle, 'bundle.json'),
    JSON.stringify({
      format: 'realcave-images',
      version: 1,
      made: '2026-11-01T08:00:00Z',
      images: [{ name: 'redis:7', id: 'sha256:1' }],
      unpacked: 1,
      parts: [{ file: 'images.tar.gz.001', bytes: 1, sha256: 'a'.repeat(64) }],
    }),
  )
})

test('an image that is in the bundle at hand is loaded from there, one that is not is not', async () => {
  const bring = fromBundle(engine, async () => bundle)
  expect(await bring('redis:7', () => undefined, never)).toBe(true)
  expect(await bring('nginx:1', () => undefined, never)).toBe(false)
  expect(loaded).toEqual([bundle])
})

test('without a bundle at hand nothing is loaded; a damaged one is told, not passed over', async () => {
  expect(await fromBundle(engine, async () => null)('redis:7', () => undefined, never)).toBe(false)
  await writeFile(path.join(bundle, 'images.tar.gz.001'), 'too long')
  await expect(
    fromBundle(engine, async () => bundle)('redis:7', () => undefined, never),
  ).rejects.toMatchObject({
    info: { code: 'BUNDLE_INVALID' },
  })
  expect(loaded).toEqual([])
})
