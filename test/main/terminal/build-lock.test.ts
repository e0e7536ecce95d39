import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { processIdentity } from '../../../src/main/home/process-identity'
import { takeBuildLock } from '../../../src/main/terminal/build-lock'
import { temporaryFolder } from '../../support/temporary-folder'

let home: { readonly folder: string; readonly remove: () => Promise<void> }
let building: string
beforeEach(async () => {
  home = await temporaryFolder('lock')
  building = join(home.folder, 'building')
})
afterEach(() => home.remove())

const take = (limit = 10_000, signal = new AbortController().signal, onWait = (): void => undefined) =>
  takeBuildLock(building, { limit, signal, onWait })

/** As a process leaves it that holds the lock. */
const leave = async (pid: number, startedAt: string | null): Promise<void> => {
  const holder = { pid, startedAt, what: 'Making the Python environment', since: '2026-11-23T10:00:00.000Z' }
  await mkdir(building, { recursive: true })
  await writeFile(join(building, '1.json'), JSON.stringify({ holder }))
}

test('many contenders have it one after the other, never two at once, and leave no litter', async () => {
  let holding = 0
  let most = 0
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      const lock = await take()
      holding += 1
      most = Math.max(most, holding)
      await new Promise((resolve) => setTimeout(resolve, 20))
      holding -= 1
      await lock.release()
    }),
  )
  expect(most).toBe(1)
  expect(await readdir(building)).toHaveLength(1)
})

test('one that waited is told so, once when it begins to wait and once when it has it', async () => {
  const first = await take()
  expect(first.waited).toBe(false)
  let waits = 0
  const second = await take(10_000, undefined, () => {
    waits += 1
    void first.release()
  })
  expect(second.waited).toBe(true)
  expect(waits).toBe(1)
  await second.release()
})

test('a process that was killed holds it no more, and neither does one that only has its number', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60000)'], { stdio: 'ignore' })
  await once(child, 'spawn')
  const pid = child.pid ?? 0
  await leave(pid, await processIdentity(pid))
  await expect(take(1)).rejects.toMatchObject({ info: { why: expect.stringContaining(`Process ${pid}`) } })
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
  await (await take(1)).release()
  await leave(process.pid, 'another start')
  await (await take(1)).release()
})

test('who gave up waiting leaves nothing that would hold up others', async () => {
  const first = await take()
  await expect(take(0)).rejects.toMatchObject({ info: { code: 'TIMED_OUT' } })
  await first.release()
  await (await take(1_000)).release()
})

test('waiting has an end, and can be cancelled', async () => {
  await leave(process.pid, await processIdentity(process.pid))
  await expect(take(300)).rejects.toMatchObject({ info: { code: 'TIMED_OUT' } })
  await expect(take(10_000, AbortSignal.timeout(50))).rejects.toMatchObject({ info: { code: 'CANCELLED' } })
})
