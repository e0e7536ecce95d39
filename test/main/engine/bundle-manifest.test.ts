import { rename, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readBundle } from '../../../src/main/engine/bundle-manifest'
import { temporaryFolder } from '../../support/temporary-folder'

test('a part of a bundle is a file of its own, not a link to one', async () => {
  const { folder, remove } = await temporaryFolder('bundle')
  onTestFinished(remove)
  const part = { file: 'images.tar.gz.001', bytes: 5, sha256: 'a'.repeat(64) }
  const about = { format: 'realcave-images', version: 1, made: '', images: [{ name: 'a:1', id: 'b' }] }
  await writeFile(path.join(folder, 'bundle.json'), JSON.stringify({ ...about, unpacked: 9, parts: [part] }))
  const file = path.join(folder, part.file)
  await writeFile(file, 'layer')
  await expect(readBundle(folder)).resolves.toMatchObject({ unpacked: 9 })
  await rename(file, path.join(folder, 'elsewhere'))
  await symlink(path.join(folder, 'elsewhere'), file)
  await expect(readBundle(folder)).rejects.toMatchObject({
    info: { code: 'BUNDLE_INVALID', why: expect.stringContaining('link') },
  })
})
