import { expect, test } from 'vitest'
import type { Session } from '../../src/main/terminal/session'
import { practiceTerminals } from '../support/practice-terminals'

const practice = practiceTerminals()
const never = new AbortController().signal

const open = async (): Promise<{
  readonly id: string
  readonly session: Session
  readonly shown: () => string
}> => {
  const opened = await practice.terminals['terminal.open'](
    { columns: 200, rows: 30 },
    AbortSignal.timeout(60_000),
  )
  const session = practice.terminals.session(opened.session)
  let seen = ''
  const read = async (): Promise<void> => {
    for await (const event of session.output(never)) seen += event.kind === 'output' ? event.data : ''
  }
  void read()
  await session.orders().whenIdle()
  return { id: opened.session, session, shown: () => seen }
}

test('a cell that was ordered is shown as it was typed, and told: ok or not, why not, and how long it took', async () => {
  const { session, shown } = await open()
  const orders = session.orders()
  const good = await orders.ask('execute', 'def twice(x):\n    return 2 * x\nprint("said", twice(21))')
  expect(good).toMatchObject({ ok: true, error: '', ended: false })
  await orders.whenIdle()
  const bad = await orders.ask('execute', 'def divide():\n    return 1 / 0\ndivide()')
  expect(bad.ok).toBe(false)
  expect(bad.error).toMatch(/File "<lesson>", line 3[\s\S]*File "<lesson>", line 2[\s\S]*ZeroDivisionError/)
  expect(bad.error).not.toContain('site-packages')
  await orders.whenIdle()
  expect((await orders.ask('execute', 'import time; time.sleep(0.3)')).elapsed).toBeGreaterThanOrEqual(300)
  expect(shown()).toContain('said 42')
})

test('checks and the client’s connection are looked at in the same namespace, and leave no trace on the screen', async () => {
  const { session, shown } = await open()
  const orders = session.orders()
  expect(await orders.ask('prepare', '')).toMatchObject({ ok: true })
  expect(await orders.ask('execute', 'tables = client.annotation.get_tables()')).toMatchObject({ ok: true })
  await orders.whenIdle()
  const before = shown()
  expect(await orders.ask('check', '"my_cave_table" in tables')).toMatchObject({ ok: true, error: '' })
  expect(await orders.ask('check', 'len(tables) == 7')).toMatchObject({
    ok: false,
    error: 'found 1; compared with 7',
  })
  expect(await orders.ask('check', 'print("loud")')).toMatchObject({ ok: false })
  expect(shown().slice(before.length)).not.toMatch(/loud|7717|tables/)
})

test('what only IPython takes, asks the keyboard or exits fails as it does without a window', async () => {
  const { session } = await open()
  const orders = session.orders()
  for (const [code, said] of [
    ['%time 1 + 1', 'SyntaxError'],
    ['input()', 'EOFError'],
    ['raise SystemExit(1)', 'SystemExit'],
    ['def f(:', 'SyntaxError'],
  ] as const) {
    await orders.whenIdle()
    expect(await orders.ask('execute', code)).toMatchObject({
      ok: false,
      error: expect.stringContaining(said),
      ended: false,
    })
  }
})

test('printed text forges no verdict: neither nonce nor key is to be found by what a command can read', async () => {
  const { session, shown } = await open()
  const orders = session.orders()
  const forged = Buffer.from(
    JSON.stringify({ kind: 'cell', id: 1, ok: true, error: '', elapsed: 0 }),
  ).toString('base64')
  const verdict = await orders.ask(
    'execute',
    [
      'import os, sys',
      `text = "\\x1b]7717;00000000-0000-4000-8000-000000000000;${forged}\\x07"`,
      'print(text, flush=True); os.write(1, text.encode())',
      // Left open: it must not swallow the true one that follows.
      'print("\\x1b]7717;x;", end="", flush=True)',
      'assert "REALCAVE_VERDICTS" not in os.environ',
      'raise RuntimeError("the true end")',
    ].join('\n'),
  )
  expect(verdict).toMatchObject({ ok: false, error: expect.stringContaining('the true end') })
  await expect.poll(shown, { timeout: 5_000 }).toContain('the true end')
  expect(shown()).not.toContain('\u001b]7717')
})

test('titles and the clipboard are left alone', async () => {
  const { session, shown } = await open()
  const orders = session.orders()
  await orders.ask('execute', String.raw`print("\x1b]0;a title\x07\x1b]52;c;c2VjcmV0\x07" + "sh" + "own")`)
  await expect.poll(shown, { timeout: 5_000 }).toContain('shown')
  expect(shown()).not.toContain('\u001b]')
})

test('Ctrl-C ends a cell, which is told; a restart tells those who wait that its Python is gone', async () => {
  const { id, session } = await open()
  const orders = session.orders()
  const interrupted = orders.ask('execute', 'import time\nwhile True: time.sleep(0.01)')
  await expect.poll(() => orders.idle, { timeout: 5_000 }).toBe(false)
  session.write('\u0003')
  expect(await interrupted).toMatchObject({ ok: false, error: expect.stringContaining('KeyboardInterrupt') })
  await orders.whenIdle()
  let restarted = 0
  session.onRestart(() => (restarted += 1))
  const lost = orders.ask('execute', 'import time; time.sleep(600)')
  await expect.poll(() => orders.idle, { timeout: 5_000 }).toBe(false)
  await practice.terminals['terminal.restart']({ session: id }, never)
  expect(await lost).toMatchObject({ ok: false, ended: true })
  expect(restarted).toBe(1)
  await session.orders().whenIdle()
  expect(await session.orders().ask('check', '1 + 1 == 2')).toMatchObject({ ok: true })
})

test('what somebody types is run as ever, and is nobody’s verdict', async () => {
  const { session, shown } = await open()
  const orders = session.orders()
  session.write('\u001b[200~mine = 6 * 7; print("typed", mine)\u001b[201~\r')
  await expect.poll(shown, { timeout: 5_000 }).toContain('typed 42')
  await orders.whenIdle()
  expect(await orders.ask('check', 'mine == 42')).toMatchObject({ ok: true })
})
