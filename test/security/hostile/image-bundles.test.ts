import { createHash, randomBytes } from 'node:crypto'
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Docker from 'dockerode'
import { pack, type Headers } from 'tar-stream'
import { beforeEach, afterEach, expect, test } from 'vitest'
import { noneBrought } from '../../../src/main/engine/brought-images'
import { loadImages } from '../../../src/main/engine/load-images'
import { temporaryFolder } from '../../support/temporary-folder'

let place: Awaited<ReturnType<typeof temporaryFolder>>
beforeEach(async () => {
  place = await temporaryFolder('bundle')
})
afterEach(() => place.remove())

const never = new AbortController().signal
/** Nobody listens there: a bundle that is refused is refused before an engine is spoken to. */
const engine = new Docker({ host: '127.0.0.1', port: 9 })

const tar = async (entries: readonly (Headers & { readonly content?: string })[]): Promise<Buffer> => {
  const packer = pack()
  for (const { content = '', ...header } of entries) packer.entry(header, content)
  packer.finalize()
  const chunks: Uint8Array[] = []
  for await (const chunk of packer) if (chunk instanceof Uint8Array) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const list = { name: 'manifest.json', content: JSON.stringify([{ RepoTags: ['one:1'] }]) }

/** A bundle as `images save` writes it, of any content. */
const bundleOf = async (content: Buffer, changes: Record<string, unknown> = {}): Promise<string> => {
  const folder = join(place.folder, randomBytes(4).toString('hex'))
  await mkdir(folder)
  await writeFile(join(folder, 'images.tar.gz.001'), content)
  const manifest = {
    format: 'realcave-images',
    version: 1,
    made: '2026-11-26T10:00:00Z',
    images: [{ name: 'one:1', id: 'sha256:1' }],
    unpacked: 1000,
    parts: [
      {
        file: 'images.tar.gz.001',
        bytes: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
      },
    ],
    ...changes,
  }
  await writeFile(join(folder, 'bundle.json'), JSON.stringify(manifest))
  return folder
}

const refusal = (bundle: string): Promise<unknown> =>
  loadImages(engine, bundle, noneBrought, () => undefined, never).then(
    () => 'loaded',
    (error: unknown) => error,
  )

const invalid = (why: RegExp): unknown =>
  expect.objectContaining({
    info: expect.objectContaining({ code: 'BUNDLE_INVALID', why: expect.stringMatching(why) }),
  })

test('a whole one gets as far as the engine', async () => {
  expect(await refusal(await bundleOf(gzipSync(await tar([list]))))).toMatchObject({
    info: { code: expect.stringMatching(/^ENGINE_/) },
  })
})

test.each([
  ['a name that leads out', { name: '../../etc/cron.d/planted' }, /leads out/],
  ['a link that leads out', { name: 'a', type: 'symlink', linkname: '/etc/passwd' }, /leads out/],
  ['a hard link that leads out', { name: 'a', type: 'link', linkname: '../../etc/shadow' }, /leads out/],
  ['a device', { name: 'a', type: 'block-device', devmajor: 8, devminor: 0 }, /block-device/],
  ['a device of characters', { name: 'a', type: 'character-device', devmajor: 1, devminor: 1 }, /character-/],
  ['a pipe', { name: 'a', type: 'fifo' }, /fifo/],
] as const)('with %s is refused before an engine gets it', async (_what, header, why) => {
  expect(await refusal(await bundleOf(gzipSync(await tar([header, list]))))).toEqual(invalid(why))
})

test('that unpacks to a thousand times its size is refused before it is unpacked', async () => {
  const bomb = gzipSync(await tar([{ name: 'layer', content: '\0'.repeat(150_000_000) }, list]))
  expect(bomb.length).toBeLessThan(500_000)
  expect(await refusal(await bundleOf(bomb))).toEqual(invalid(/far more than it says/))
  expect(await refusal(await bundleOf(bomb, { unpacked: 150_000_000 }))).toMatchObject({
    info: { code: expect.stringMatching(/^ENGINE_/) },
  })
})

test.each([
  ['another file of the machine', { file: '../../../etc/passwd' }],
  ['a full path', { file: '/etc/passwd' }],
  ['no length', { bytes: 0 }],
  ['a length that no file has', { bytes: 1e300 }],
])('whose list names %s is refused', async (_what, part) => {
  const bundle = await bundleOf(gzipSync(await tar([list])), {
    parts: [{ file: 'images.tar.gz.001', bytes: 1, sha256: '0'.repeat(64), ...part }],
  })
  expect(await refusal(bundle)).toEqual(invalid(/bundle\.json|bytes/))
})

test.skipIf(process.platform === 'win32')(
  'whose list or part is a device is refused, not read for ever',
  async () => {
    const listed = await bundleOf(gzipSync(await tar([list])))
    const other = join(place.folder, 'devices')
    await mkdir(other)
    await symlink('/dev/zero', join(other, 'bundle.json'))
    expect(await refusal(other)).toEqual(invalid(/sensible length/))
    const parts = await bundleOf(gzipSync(await tar([list])))
    await truncate(join(parts, 'images.tar.gz.001'), 10)
    expect(await refusal(parts)).toEqual(invalid(/has 10 bytes/))
    await writeFile(join(listed, 'bundle.json'), '')
    await truncate(join(listed, 'bundle.json'), 20_000_000)
    expect(await refusal(listed)).toEqual(invalid(/sensible length/))
  },
)
