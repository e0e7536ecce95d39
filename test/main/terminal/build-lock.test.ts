import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeBuildLock } from '../../../src/main/terminal/build-lock'
import { temporaryFolder } from '../../support/temporary-folder'

let home: { readonly folder: string; readonly remove: () => Promise<void> }
beforeEach(async () => {
  home = await temporaryFolder('lock')
})
afterEach(() => home.remove())

const take = (limit = 10_000, signal = new AbortController().signal) =>
  takeBuildLock(join(home.folder, 'building'), { limit, signal, onWait: () => {} })
const leave = async (pid: number, age = 0): Promise<void> => {
  const file = join(home.folder, 'building', `${String(pid)}-left`)
  await mkdir(join(home.folder, 'building'), { recursive: true })
  await writeFile(file, String(pid))
  const then = new Date(Date.now() - age)
  await utimes(file, then, then)
}

test('many contenders have it one after the other, never two at once', async () => {
  let holding = 0
  let most = 0
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      const lock = await take()
      holding += 1
      most = Math.max(most, holding)
      await new Promise((resolve) => setTimeout(resolve, 20))
      holding -= 1
      await lock.release()
    }),
  )
  expect(most).toBe(1)
  expect(await readdir(join(home.folder, 'building'))).toEqual([])
})

test('one that waited is told so', async () => {
  const first = await take()
  expect(first.waited).toBe(false)
  setTimeout(() => void first.release(), 100)
  const second = await take()
  expect(second.waited).toBe(true)
  await second.release()
})

test('what a dead process left, or a living one has not touched for a minute, does not hold', async () => {
  await leave(2 ** 22 + 1)
  await leave(process.pid, 120_000)
  const lock = await take(1_000)
  await lock.release()
  expect(await readdir(join(home.folder, 'building'))).toEqual([])
})

test('waiting has an end, and can be cancelled', async () => {
  await leave(process.pid)
  await expect(take(300)).rejects.toMatchObject({ info: { code: 'TIMED_OUT' } })
  await expect(take(10_000, AbortSignal.timeout(50))).rejects.toMatchObject({ info: { code: 'CANCELLED' } })
})
