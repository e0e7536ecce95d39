import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { unpackPython } from '../../../src/main/terminal/kit-python'
import { temporaryFolder } from '../../support/temporary-folder'
import { archive, digest, type Entry } from './kit-world'

const unpack = async (entries: readonly Entry[], platform: NodeJS.Platform = 'linux') => {
  const { folder, remove } = await temporaryFolder('kit-python')
  onTestFinished(remove)
  const file = path.join(folder, 'python.tar.gz')
  await archive(file, entries)
  const sha256 = digest(await readFile(file))
  const given = { kit: folder, archive: file, sha256, wheels: '', lock: '' }
  const tools = path.join(folder, 'tools')
  return { folder, tools, program: unpackPython(given, tools, platform, 'It was not made.') }
}

const invalid = (why: string) => ({ info: { code: 'KIT_INVALID', why: expect.stringContaining(why) } })

test('a Python is unpacked with its links and modes, beside others', async () => {
  const { program, tools } = await unpack([
    { name: 'python/bin/python3.12', content: '#!/bin/sh\n', mode: 0o755 },
    { name: 'python/bin/python3', linkname: 'python3.12' },
    { name: 'python/lib/a.py', content: 'x = 1\n' },
  ])
  const file = await program
  expect(path.relative(tools, file)).toMatch(/^interpreters\/kit-[0-9a-f]{12}\/python\/bin\/python3$/)
  expect((await stat(file)).mode & 0o777).toBe(0o755)
})

test('on Windows its program is python.exe', async () => {
  const { program } = await unpack([{ name: 'python/python.exe', content: 'MZ' }], 'win32')
  await expect(program).resolves.toMatch(/python\.exe$/)
})

test.each([
  [{ name: '../../outside', content: 'x' }],
  [{ name: '/tmp/realcave-outside', content: 'x' }],
  [{ name: 'python/bin/python3', linkname: '../../../../outside' }],
  [{ name: 'python/bin/python3', linkname: '/bin/sh' }],
])('one that leads out of its folder leaves nothing: %j', async (entry) => {
  const { program, folder } = await unpack([entry])
  await expect(program).rejects.toMatchObject(invalid('leads out of its folder'))
  await expect(stat(path.join(folder, 'outside'))).rejects.toThrow('ENOENT')
  await expect(stat('/tmp/realcave-outside')).rejects.toThrow('ENOENT')
})

test('one without a program is told', async () => {
  const { program } = await unpack([{ name: 'python/readme', content: 'x' }])
  await expect(program).rejects.toMatchObject(invalid('holds no python/bin/python3'))
})
