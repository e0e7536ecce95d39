import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { readRepository } from '../../../src/main/releases/repository'
import { temporaryFolder } from '../../support/temporary-folder'

const read = async (content: string) => {
  const { folder, remove } = await temporaryFolder('manifest')
  onTestFinished(remove)
  await writeFile(join(folder, 'package.json'), content)
  return readRepository(join(folder, 'package.json'))
}

const there = {
  api: 'https://api.github.com/repos/someone/some.panel/releases/latest',
  page: 'https://github.com/someone/some.panel/releases',
}

it.each([
  { repository: 'https://github.com/someone/some.panel' },
  { repository: { type: 'git', url: 'git+https://github.com/someone/some.panel.git' } },
  { repository: 'git@github.com:someone/some.panel.git' },
  { repository: 'github:someone/some.panel' },
  { repository: 'someone/some.panel' },
  { homepage: 'https://github.com/someone/some.panel#readme' },
])('the place of versions is read out of %j', async (manifest) => {
  expect(await read(JSON.stringify(manifest))).toEqual(there)
})

it.each([
  '{}',
  '{"homepage":"https://example.org/panel"}',
  '{"repository":"https://example.org/someone/panel.git"}',
  '{"repository":"https://github.com.example.org/someone/panel"}',
  '{"repository":"http://github.com/someone/panel"}',
  '{"repository":7}',
  'no JSON',
])('there is none in %s', async (content) => {
  expect(await read(content)).toBeNull()
})

it('there is none where there is no file', async () => {
  expect(await readRepository('/nowhere/package.json')).toBeNull()
})
