import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { rollOpenFile } from '../../../src/main/home/roll-file'
import { temporaryFolder } from '../../support/temporary-folder'

const logs = async (): Promise<{ readonly folder: string; readonly file: string }> => {
  const { folder, remove } = await temporaryFolder('roll-file')
  onTestFinished(remove)
  const file = join(folder, 'postgres.log')
  await writeFile(`${file}.1`, 'older')
  await writeFile(`${file}.2`, 'oldest')
  return { folder, file }
}

test('a file that others write to is copied away and emptied; what is older moves on', async () => {
  const { folder, file } = await logs()
  await writeFile(file, 'newest')
  rollOpenFile(file, 3)
  expect((await readdir(folder)).sort()).toEqual(['postgres.log', 'postgres.log.1', 'postgres.log.2'])
  const texts = await Promise.all([file, `${file}.1`, `${file}.2`].map((each) => readFile(each, 'utf8')))
  expect(texts).toEqual(['', 'newest', 'older'])
})

/** Linux lets nobody write to a program that runs, root neither: as Windows with a file whose writer shares no writing. */
test.skipIf(process.platform !== 'linux')('one that cannot be emptied pushes no older one out', async () => {
  const { folder, file } = await logs()
  await copyFile('/bin/sleep', file)
  const program = spawn(file, ['60'], { stdio: 'ignore' })
  onTestFinished(async () => {
    program.kill()
    await once(program, 'exit')
  })
  await once(program, 'spawn')
  const before = (await stat(file)).size
  for (let line = 0; line < 3; line += 1) expect(() => rollOpenFile(file, 3)).toThrow('ETXTBSY')
  expect((await readdir(folder)).sort()).toEqual(['postgres.log', 'postgres.log.1', 'postgres.log.2'])
  expect((await stat(file)).size).toBe(before)
  expect(await readFile(`${file}.1`, 'utf8')).toBe('older')
  expect(await readFile(`${file}.2`, 'utf8')).toBe('oldest')
})
