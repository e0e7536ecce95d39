import { readFile, stat } from 'node:fs/promises'
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
  const log = new PracticeLog(folder)
  log.add('mat', 'warning', 'two\nlines')
  expect(log.lines.tail(1)).toMatchObject([{ service: 'mat', level: 'warning', text: 'two\nlines' }])
  await log.flush()
  expect(await readFile(join(folder, 'practice.log'), 'utf8')).toMatch(/^\S+Z mat warning two\n {2}lines\n$/)
})

test('the file stays bounded and the newest lines are in it or the one before', async () => {
  const log = new PracticeLog(folder)
  for (let round = 0; round < 5; round += 1) {
    log.add('mat', 'info', `${'x'.repeat(1_100_000)} round ${String(round)}`)
    await log.flush()
  }
  const sizes = await Promise.all(
    ['practice.log', 'practice.log.1'].map(async (name) => (await stat(join(folder, name))).size),
  )
  for (const size of sizes) expect(size).toBeLessThan(4_000_000)
  expect(await readFile(join(folder, 'practice.log'), 'utf8')).toContain('round 4')
})

test('a folder that cannot be written to loses the file, not the fleet', async () => {
  const log = new PracticeLog(join(folder, 'missing'))
  log.add('info', 'info', 'still told')
  await log.flush()
  expect(log.lines.tail(1)).toMatchObject([{ text: 'still told' }])
})
