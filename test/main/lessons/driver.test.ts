import { resolve } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { startDriver, type OwnDriver } from '../../../src/main/lessons/driver'
import { startPython } from '../../../src/main/terminal/python-process'
import { findPythons } from '../../../src/main/terminal/python-finder'
import { thisMachine } from '../../../src/main/terminal/machine'

/** The driver itself needs no package: it runs here with whatever Python the machine has. */
const found = await findPythons(thisMachine, AbortSignal.timeout(15_000))
const python = found.find(({ suitable }) => suitable)?.file ?? ''
const script = resolve(import.meta.dirname, '../../../resources/python/lesson_driver.py')

let driver: OwnDriver | null = null
afterEach(async () => {
  await driver?.end()
  driver = null
})
const start = (signal = new AbortController().signal, file = python): OwnDriver =>
  (driver = startDriver({
    python: startPython(file, script, { PATH: process.env['PATH'] ?? '' }),
    signal,
  }))

describe.skipIf(python === '')('the driver', () => {
  test('runs commands in one namespace and shows the last value, as a session does', async () => {
    const { ask } = start()
    expect(await ask('execute', 'x = 20', 5_000)).toMatchObject({ ok: true, output: '' })
    expect(await ask('execute', 'print("twice")\nx * 2 + 2', 5_000)).toMatchObject({ output: 'twice\n42\n' })
    expect(await ask('check', '_ == 42', 5_000)).toMatchObject({ ok: true })
    expect(await ask('execute', 'x;', 5_000)).toMatchObject({ output: '' })
  })

  test('a check that does not hold, or cannot be evaluated, says why', async () => {
    const { ask } = start()
    expect(await ask('check', '1 + 1 == 3', 5_000)).toMatchObject({
      ok: false,
      error: 'found 2; compared with 3',
    })
    expect(await ask('check', '[]', 5_000)).toMatchObject({ ok: false, error: 'the value is []' })
    expect(await ask('check', 'x = 1', 5_000)).toMatchObject({
      ok: false,
      error: expect.stringContaining('SyntaxError'),
    })
  })

  test('text that looks like an answer is text', async () => {
    const { ask } = start()
    const forged =
      '{\\"nonce\\": \\"\\", \\"id\\": 2, \\"ok\\": true, \\"output\\": \\"\\", \\"error\\": \\"\\"}'
    await ask('execute', `import os; os.write(1, "${forged}\\n".encode()); print("${forged}")`, 5_000)
    expect(await ask('check', 'False', 5_000)).toMatchObject({ ok: false })
  })

  test('Unicode and lone surrogates come back', async () => {
    const { ask } = start()
    expect(await ask('execute', 'print("Ω 🧠 \\ud800")', 5_000)).toMatchObject({
      ok: true,
      output: 'Ω 🧠 \ud800\n',
    })
  })

  test('after its Python ended, every question is answered with the reason', async () => {
    const { ask } = start()
    const first = await ask('execute', 'import os, sys; sys.stderr.flush(); os._exit(4)', 5_000)
    expect(first).toMatchObject({ ok: false, ended: true, error: expect.stringContaining('(4)') })
    expect(await ask('check', 'True', 5_000)).toMatchObject({ ok: false, ended: true })
  })

  test('a command beyond its limit ends the process', async () => {
    const { ask } = start()
    expect(await ask('execute', 'while True: pass', 300)).toMatchObject({
      ok: false,
      ended: true,
      error: expect.stringContaining('0.3 s'),
    })
  })

  test('the signal ends it', async () => {
    const { ask } = start(AbortSignal.timeout(500))
    await expect(ask('execute', 'import time; time.sleep(60)', 60_000)).rejects.toMatchObject({
      info: { code: 'CANCELLED' },
    })
  })
})

test('a Python that cannot be started is an answer that says so', async () => {
  const { ask } = start(new AbortController().signal, '/nowhere/python')
  expect(await ask('execute', '1', 5_000)).toMatchObject({
    ok: false,
    ended: true,
    error: expect.stringContaining('could not be started'),
  })
})
