import { strFromU8, unzipSync } from 'fflate'
import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Sources } from '../../../src/main/doctor/diagnostics'
import { openPreviews, type Previews } from '../../../src/main/doctor/previews'
import { openHome, type Home } from '../../../src/main/home/home'
import type { BundlePreview } from '../../../src/shared/domain/diagnostics'
import { statusOf } from '../api/fake-core'
import { temporaryFolder } from '../../support/temporary-folder'

let place: Awaited<ReturnType<typeof temporaryFolder>>
let home: Home
let looking: AbortController
let reason: string
let previews: Previews

beforeEach(async () => {
  place = await temporaryFolder('previews')
  home = await openHome({ folder: place.folder, warn: () => undefined })
  looking = new AbortController()
  reason = 'as it was looked at'
  const sources: Sources = {
    version: '1',
    homeFolder: home.folder,
    status: async () => statusOf({ reason }),
    checks: async () => [],
    versions: async () => [],
    docker: async () => ({}),
    async *logs() {
      yield []
    },
  }
  previews = openPreviews(sources, () => home)
})
afterEach(async () => {
  looking.abort()
  await place.remove()
})

/** The preview, and the end of its stream. */
const open = async (): Promise<{ preview: BundlePreview; ended: Promise<unknown> }> => {
  const items = previews.open(looking.signal)[Symbol.asyncIterator]()
  const { value } = await items.next()
  return { preview: value, ended: items.next() }
}

it('a preview tells each file with its size, and shows what is in it', async () => {
  const { preview } = await open()
  const file = preview.files.find(({ path }) => path === 'status.json')
  const text = previews.text(preview.id, 'status.json')
  expect(text).toContain('as it was looked at')
  expect(file?.bytes).toBe(Buffer.byteLength(text))
})

it('what is saved is what was looked at, although the fleet has changed meanwhile', async () => {
  const { preview } = await open()
  reason = 'as it became'
  const { file, bytes } = await previews.save(preview.id)
  const packed = await readFile(file)
  expect(packed.byteLength).toBe(bytes)
  const bundle = unzipSync(packed)
  expect(Object.keys(bundle)).toEqual(preview.files.map(({ path }) => path))
  expect(strFromU8(bundle['status.json'] ?? new Uint8Array())).toContain('as it was looked at')
})

it('is gone when nobody looks any more', async () => {
  const { preview, ended } = await open()
  looking.abort()
  await ended
  expect(() => previews.text(preview.id, 'status.json')).toThrow('not there any more')
  await expect(Promise.resolve().then(() => previews.save(preview.id))).rejects.toMatchObject({
    info: { code: 'NOT_FOUND' },
  })
})

it('has nothing of files that are not in it', async () => {
  const { preview } = await open()
  expect(() => previews.text(preview.id, '../../etc/passwd')).toThrow('not there any more')
})
