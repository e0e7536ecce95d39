import { appendFile, readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseLine, tailLog, type PostgresLine } from '../../../../src/main/practice/postgres/log-tail'
import { temporaryFolder } from '../../../support/temporary-folder'

let file: string
let remove: () => Promise<void>
let told: PostgresLine[]
let tail: { close(): Promise<void> }

beforeEach(async () => {
  const home = await temporaryFolder('log')
  remove = home.remove
  file = join(home.folder, 'postgres.log')
  told = []
  await writeFile(file, 'from before\n')
  tail = tailLog(file, 'from before\n'.length, (line) => told.push(line), { bytes: 4000, files: 3 })
})
afterEach(async () => {
  await tail.close()
  await remove()
})

const line = (word: string): string => `2026-11-23 02:26:29.481 UTC [77] ${word}:  something`

test('reads time and level of a line', () => {
  expect(parseLine(line('FATAL'))).toEqual({
    time: '2026-11-23T02:26:29.481Z',
    level: 'error',
    text: 'FATAL:  something',
  })
  expect(parseLine(line('LOG')).level).toBe('info')
  expect(parseLine('\tcontinued')).toMatchObject({ level: 'info', text: '\tcontinued' })
})

test('tells what is added, whole lines only, and nothing from before', async () => {
  await appendFile(file, `${line('WARNING')}\n${line('LOG').slice(0, 40)}`)
  await expect.poll(() => told.map(({ level }) => level)).toEqual(['warning'])
  await appendFile(file, `${line('LOG').slice(40)}\n`)
  await expect.poll(() => told.map(({ text }) => text)).toEqual(['WARNING:  something', 'LOG:  something'])
})

test('a log that has grown large is rolled, for this user alone, while its server goes on writing to it; it is told on', async () => {
  for (const round of [1, 2, 3]) {
    await appendFile(file, `${line('LOG')} ${String(round)}\n`.repeat(80))
    await expect.poll(async () => (await stat(file)).size).toBe(0)
  }
  const names = (await readdir(dirname(file))).sort()
  expect(names).toEqual(['postgres.log', 'postgres.log.1', 'postgres.log.2'])
  expect((await stat(`${file}.1`)).mode & 0o777).toBe(0o600)
  expect(await readFile(`${file}.1`, 'utf8')).toContain('something 3')
  expect(await readFile(`${file}.2`, 'utf8')).toContain('something 2')
  await appendFile(file, `${line('PANIC')}\n`)
  await expect.poll(() => told.at(-1)?.text).toBe('PANIC:  something')
})
