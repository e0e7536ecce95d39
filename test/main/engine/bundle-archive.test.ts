import { pack } from 'tar-stream'
import { expect, it } from 'vitest'
import { archivedTags } from '../../../src/main/engine/bundle-archive'

interface Entry {
  readonly name: string
  readonly content?: string
  readonly linkname?: string
}

/** As a file is read: not at the borders of entries. */
const inPieces = async function* (content: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += 700) yield content.subarray(at, at + 700)
}

const check = async (entries: readonly Entry[]): Promise<readonly string[]> => {
  const packer = pack()
  for (const { name, content = '', linkname } of entries) {
    if (linkname === undefined) packer.entry({ name }, content)
    else packer.entry({ name, type: 'symlink', linkname })
  }
  packer.finalize()
  const chunks: Uint8Array[] = []
  for await (const chunk of packer) if (chunk instanceof Uint8Array) chunks.push(chunk)
  return archivedTags('my bundle', inPieces(Buffer.concat(chunks)))
}

const list = (tags: readonly (readonly string[] | null)[]): Entry => ({
  name: 'manifest.json',
  content: JSON.stringify(tags.map((RepoTags) => ({ Config: 'x.json', RepoTags, Layers: [] }))),
})

it('tells the tags that loading would set', async () => {
  const layers = [{ name: 'abc/layer.tar', content: 'x'.repeat(10_000) }]
  expect(await check([...layers, list([['a:1', 'b:2'], null, ['c:3']])])).toEqual(['a:1', 'b:2', 'c:3'])
})

it('allows the links within that older engines write', async () => {
  const within = [{ name: 'abc/layer.tar', linkname: 'layers/def.tar' }]
  expect(await check([...within, list([['a:1']])])).toEqual(['a:1'])
})

it.each([
  { name: '../evil' },
  { name: 'abc/../../evil' },
  { name: '/etc/passwd' },
  { name: 'C:\\Windows\\evil' },
  { name: 'a\\..\\..\\evil' },
  { name: 'abc/layer.tar', linkname: '../../../etc/shadow' },
  { name: 'abc/layer.tar', linkname: '/etc/shadow' },
])('refuses a name that leads out: %o', async (entry) => {
  await expect(check([entry, list([['a:1']])])).rejects.toMatchObject({
    info: { code: 'BUNDLE_INVALID', what: expect.stringContaining('my bundle') },
  })
})

it('refuses an archive without the list of its images', async () => {
  await expect(check([{ name: 'abc/layer.tar', content: 'x' }])).rejects.toMatchObject({
    info: { code: 'BUNDLE_INVALID', why: expect.stringContaining('list') },
  })
})
