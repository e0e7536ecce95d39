import { spawnSync } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { clearLeftovers, putBack, temporaryFor } from '../../../src/main/engine/bundle-leftovers'
import { temporaryFolder } from '../../support/temporary-folder'

/** Of a process that has ended. */
const endedPid = (): number => spawnSync(process.execPath, ['--version']).pid

const stage = async () => {
  const { folder, remove } = await temporaryFolder('a bundle')
  onTestFinished(remove)
  const bundle = join(folder, 'class room')
  const part = 'images.tar.gz.001'
  /** A bundle, or one that was being written: the manifest comes last. */
  const write = async (at: string, note: string, whole = true): Promise<void> => {
    await mkdir(at)
    await writeFile(join(at, part), note)
    const manifest = {
      format: 'realcave-images',
      version: 1,
      made: '2026-11-26T10:00:00Z',
      images: [{ name: 'one', id: 'sha256:1' }],
      unpacked: 1,
      parts: [{ file: part, bytes: note.length, sha256: '0'.repeat(64) }],
    }
    if (whole) await writeFile(join(at, 'bundle.json'), JSON.stringify(manifest))
  }
  return {
    bundle,
    write,
    names: () => readdir(folder),
    note: () => readFile(join(bundle, part), 'utf8'),
  }
}

test('what a killed save had written so far is removed by the next one; the bundle stays', async () => {
  const { bundle, write, names, note } = await stage()
  await write(bundle, 'old')
  await write(temporaryFor(bundle, endedPid()), 'half', false)
  await clearLeftovers(bundle)
  expect(await names()).toEqual(['class room'])
  expect(await note()).toBe('old')
})

test('a save that was killed as the new bundle took its place is brought to its end', async () => {
  const { bundle, write, names, note } = await stage()
  const temporary = temporaryFor(bundle, endedPid())
  await write(temporary, 'new')
  await write(`${temporary}.old`, 'old')
  await clearLeftovers(bundle)
  expect(await names()).toEqual(['class room'])
  expect(await note()).toBe('new')
})

test('the old one comes back where nothing else is whole', async () => {
  const { bundle, write, note } = await stage()
  const temporary = temporaryFor(bundle, endedPid())
  await write(temporary, 'half', false)
  await write(`${temporary}.old`, 'old')
  await putBack(bundle)
  expect(await note()).toBe('old')
})

test('a save that goes on is left alone, and so is what is of another machine or another bundle', async () => {
  const { bundle, write, names } = await stage()
  const running = temporaryFor(bundle)
  const elsewhere = temporaryFor(bundle, endedPid()).replace(/\.[0-9a-f]{8}-/, '.00000000-')
  const other = temporaryFor(`${bundle} 2`, endedPid())
  for (const each of [running, elsewhere, other]) await write(each, 'half', false)
  await clearLeftovers(bundle)
  expect(await names()).toHaveLength(3)
})

test('a folder that is not there has nothing left in it', async () => {
  const { bundle } = await stage()
  await expect(clearLeftovers(join(bundle, 'deeper', 'still'))).resolves.toBeUndefined()
})
