import { readFile, stat, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openHome, type Home } from '../../../src/main/home/home'
import { homeSecret } from '../../../src/main/home/secret'
import { temporaryFolder } from '../../support/temporary-folder'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let home: Home

beforeEach(async () => {
  folder = await temporaryFolder('secret')
  home = await openHome({ folder: folder.folder, warn: () => undefined })
})
afterEach(() => folder.remove())

test('a secret is made once, long and random, and stays', async () => {
  const first = await homeSecret(home, 'postgres')
  expect(first).toMatch(/^[0-9a-f]{32}$/)
  expect(await homeSecret(home, 'postgres')).toBe(first)
  expect(await homeSecret(home, 'another')).not.toBe(first)
})

test.skipIf(process.platform === 'win32')('only this user can read it', async () => {
  await homeSecret(home, 'postgres')
  expect((await stat(home.path('secrets', 'postgres'))).mode & 0o077).toBe(0)
})

test('several who ask at once are told the same', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => homeSecret(home, 'postgres')))
  const kept = (await readFile(home.path('secrets', 'postgres'), 'utf8')).trim()
  expect(await homeSecret(home, 'postgres')).toBe(kept)
  expect(new Set(answers).size).toBe(1)
})

test('a file that holds no secret is replaced by one that does', async () => {
  await homeSecret(home, 'postgres')
  await writeFile(home.path('secrets', 'postgres'), '')
  expect(await homeSecret(home, 'postgres')).toMatch(/^[0-9a-f]{32}$/)
})
