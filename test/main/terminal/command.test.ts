import { expect, test } from 'vitest'
import { runCommand } from '../../../src/main/terminal/command'

const node = (
  script: string,
  more: { limit?: number; signal?: AbortSignal; onLine?: (line: string) => void } = {},
) =>
  runCommand({
    file: process.execPath,
    arguments: ['-e', script],
    environment: process.env,
    limit: 10_000,
    ...more,
  })

test('lines of both outputs are told as they come; the answer is of the standard output alone', async () => {
  const lines: string[] = []
  const outcome = await node('console.log("one"); console.error("two"); process.exit(3)', {
    onLine: (line) => lines.push(line),
  })
  expect(outcome).toMatchObject({ code: 3, standardOutput: 'one\n', timedOut: false })
  expect(lines.sort()).toEqual(['one', 'two'])
})

test('a program that is not there is an outcome that says so', async () => {
  const outcome = await runCommand({ file: '/nowhere/python', arguments: [], environment: {}, limit: 1_000 })
  expect(outcome.code).toBeNull()
  expect(outcome.tail).toContain('ENOENT')
})

test('one that takes too long is ended', async () => {
  expect(await node('setInterval(() => {}, 1000)', { limit: 300 })).toMatchObject({
    code: null,
    timedOut: true,
  })
})

test('a cancelled run ends the program and fails as cancelled', async () => {
  const run = node('setInterval(() => {}, 1000)', { signal: AbortSignal.timeout(300) })
  await expect(run).rejects.toMatchObject({ info: { code: 'CANCELLED' } })
  await expect(node('', { signal: AbortSignal.abort() })).rejects.toMatchObject({
    info: { code: 'CANCELLED' },
  })
})

test('a grandchild that holds the outputs open does not hold us', async () => {
  const outcome = await node(
    'const it = require("child_process").spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"], { stdio: "inherit", detached: true }); it.unref(); console.log(it.pid)',
  )
  expect(outcome).toMatchObject({ code: 0, timedOut: false })
  // It lived on while we went: an ended process cannot be signalled.
  expect(process.kill(Number(outcome.standardOutput), 'SIGKILL')).toBe(true)
})
