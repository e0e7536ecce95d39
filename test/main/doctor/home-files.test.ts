import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readHomeFiles } from '../../../src/main/doctor/home-files'
import { temporaryFolder } from '../../support/temporary-folder'

let home: { readonly folder: string; readonly remove: () => Promise<void> }
beforeEach(async () => {
  home = await temporaryFolder('home-files')
})
afterEach(() => home.remove())

const put = async (path: string, text = 'x'): Promise<void> => {
  const file = join(home.folder, path)
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, text)
}
const paths = async (): Promise<readonly string[]> =>
  (await readHomeFiles(home.folder)).map(({ path }) => path).sort()

describe('the files of a home for a report', () => {
  it('are its settings, records and logs, rolled and set-aside ones too, by their place in the home', async () => {
    const told = [
      'home.json',
      'home.json.corrupt-2026',
      'practice/logs/mat.log',
      'practice/logs/mat.log.1',
      'a.ndjson',
    ]
    for (const path of told) await put(path)
    for (const path of ['id_rsa', 'lesson.yaml', 'bundle.zip', 'json', 'x.jsonx']) await put(path)
    expect(await paths()).toEqual([...told].sort())
  })

  it('are none of a database, of Python, of images or of Chromium, at any depth', async () => {
    for (const folder of ['data', 'python', 'lib', 'images', 'node_modules', 'window'])
      await put(`practice/${folder}/x.json`)
    expect(await paths()).toEqual([])
  })

  it('are none that a link leads to: it may lead out of the home', async () => {
    const elsewhere = await temporaryFolder('elsewhere')
    try {
      await writeFile(join(elsewhere.folder, 'private.json'), 'private')
      await symlink(join(elsewhere.folder, 'private.json'), join(home.folder, 'link.json'))
      await symlink(elsewhere.folder, join(home.folder, 'folder'))
      expect(await paths()).toEqual([])
    } finally {
      await elsewhere.remove()
    }
  })

  it('are whole up to 1 MiB, and beyond it their newest end', async () => {
    await put('short.log', `first${'x'.repeat(1_048_576 - 5)}`)
    await put('long.log', `first${'x'.repeat(1_048_576 - 4)}`)
    const read = new Map((await readHomeFiles(home.folder)).map(({ path, text }) => [path, text]))
    expect(read.get('short.log')?.startsWith('first')).toBe(true)
    expect(read.get('long.log')?.startsWith('irstx')).toBe(true)
    expect(read.get('long.log')).toHaveLength(1_048_576)
  })

  it('are no more than 500, whatever folder was named as a home', async () => {
    await Promise.all(
      Array.from({ length: 501 }, (_, index) => writeFile(join(home.folder, `${index}.json`), '')),
    )
    expect(await paths()).toHaveLength(500)
  })

  it('are none where the home is gone: the report has the rest', async () => {
    await home.remove()
    expect(await readHomeFiles(home.folder)).toEqual([])
  })
})
