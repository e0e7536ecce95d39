import type promises from 'node:fs/promises'
import { readFile, readdir, rename, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fileFailure } from '../../../src/main/home/file-failure'
import { writeAtomic } from '../../../src/main/home/write-atomic'
import { temporaryFolder } from './temporary-home'

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof promises>()
  return { ...real, rename: vi.fn<typeof promises.rename>(real.rename) }
})

const systemError = (code: string) => Object.assign(new Error(`${code}: it failed`), { code })

let folder = ''
let file = ''
beforeEach(async () => {
  folder = await temporaryFolder()
  file = path.join(folder, 'state.json')
})

describe('an atomic write', () => {
  it('leaves the file with the new content and nothing beside it', async () => {
    await writeAtomic(file, 'one')
    await writeAtomic(file, new TextEncoder().encode('two'))
    expect(await readFile(file, 'utf8')).toBe('two')
    expect(await readdir(folder)).toEqual(['state.json'])
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it('never shows half to a reader', async () => {
    const contents = ['a', 'b'].map((letter) => letter.repeat(2_000_000))
    await writeAtomic(file, contents[0] ?? '')
    for (let i = 0; i < 20; i++) {
      const [read] = await Promise.all([readFile(file, 'utf8'), writeAtomic(file, contents[i % 2] ?? '')])
      expect(contents).toContain(read)
    }
  })

  it('of many at once leaves one of them whole', async () => {
    const contents = Array.from({ length: 20 }, (_, i) => `${i}`.repeat(1000))
    await Promise.all(contents.map((content) => writeAtomic(file, content)))
    expect(contents).toContain(await readFile(file, 'utf8'))
    expect(await readdir(folder)).toEqual(['state.json'])
  })

  it('that fails keeps the old content, tidies up and names the file', async () => {
    await writeFile(file, 'old')
    vi.mocked(rename).mockRejectedValueOnce(systemError('ENOSPC'))
    await expect(writeAtomic(file, 'new')).rejects.toMatchObject({
      info: { code: 'DISK_FULL', what: expect.stringContaining(file) },
    })
    expect(await readFile(file, 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['state.json'])
  })

  it('into a folder that is not there names the file', async () => {
    const missing = path.join(folder, 'missing', 'state.json')
    await expect(writeAtomic(missing, '')).rejects.toMatchObject({
      info: { code: 'HOME_UNUSABLE', what: expect.stringContaining(missing) },
    })
  })
})

describe('the failure of a file operation', () => {
  it.each([
    ['ENOSPC', 'DISK_FULL', 'The disk is full.'],
    ['EDQUOT', 'DISK_FULL', 'The disk quota is used up.'],
    ['EACCES', 'HOME_UNUSABLE', 'This user may not write there.'],
    ['EROFS', 'HOME_UNUSABLE', 'It lies on a read-only volume.'],
    ['EIO', 'HOME_UNUSABLE', 'EIO: it failed'],
  ])('%s is a %s', (code, ours, why) => {
    const { info } = fileFailure('/a/path', systemError(code))
    expect(info).toMatchObject({ code: ours, why, what: expect.stringContaining('/a/path') })
  })
})
