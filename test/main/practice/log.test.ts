import { readFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PracticeLog } from '../../../src/main/practice/log'
import { temporaryFolder } from '../../support/temporary-folder'

let folder: string
let remove: () => Promise<void>
beforeEach(async () => {
  ;({ folder, remove } = await temporaryFolder('log'))
})
afterEach(() => remove())

test('tells lines at once and writes them to the file', async () => {
  const log = new PracticeLog(folder, [])
  log.add('mat', 'warning', 'two\nlines')
  expect(log.lines.tail(1)).toMatchObject([{ service: 'mat', level: 'warning', text: 'two\nlines' }])
  await log.flush()
  expect(await readFile(join(folder, 'practice.log'), 'utf8')).toMatch(/^\S+Z mat warning two\n {2}lines\n$/)
})

test('the file is rolled, for this user alone, and the newest lines are in it', async () => {
  const limits = { bytes: 1000, files: 3 }
  const log = new PracticeLog(folder, [], limits)
  for (let round = 0; round < 7; round += 1) {
    log.add('mat', 'info', `${'x'.repeat(600)} round ${String(round)}`)
    await log.flush()
  }
  const names = await readdir(folder)
  expect(names.sort()).toEqual(['practice.log', 'practice.log.1', 'practice.log.2'])
  for (const name of names) {
    const { mode, size } = await stat(join(folder, name))
    expect(size).toBeLessThanOrEqual(limits.bytes)
    expect(mode & 0o777).toBe(0o600)
  }
  expect(await readFile(join(folder, 'practice.log'), 'utf8')).toContain('round 6')
  expect(await readFile(join(folder, 'practice.log.2'), 'utf8')).toContain('round 4')
})

test('the file holds no secret', async () => {
  const log = new PracticeLog(folder, ['pgPassw0rd-long'])
  log.add('mat', 'error', 'refused for pgPassw0rd-long, Bearer abc.def')
  await log.flush()
  expect(await readFile(join(folder, 'practice.log'), 'utf8')).toContain(
    'refused for <blanked>, Bearer <blanked>',
  )
})

test('a folder that cannot be written to loses the file, not the fleet', async () => {
  const log = new PracticeLog(join(folder, 'missing'), [])
  log.add('info', 'info', 'still told')
  await log.flush()
  expect(log.lines.tail(1)).toMatchObject([{ text: 'still told' }])
})
