import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { readCheatsheet } from '../../src/main/lessons/cheatsheet'
import { compareCode } from '../../src/renderer/code/version-code'
import { createTerminals, mostSessions, type Terminals } from '../../src/main/terminal/terminals'
import { makeDemoTable } from '../support/demo-table'
import { freePort } from '../support/free-port'
import { resources, startPracticeForTest, type PracticeForTest } from '../support/practice'
import { testEnvironment, testPython } from '../support/python'
import { describeSessions } from '../support/session-behaviours'
import { readerOf } from '../support/session-reader'

let fleet: PracticeForTest
let terminals: Terminals
let where: string
const never = new AbortController().signal

beforeAll(async () => {
  await testPython()
  fleet = await startPracticeForTest()
  await makeDemoTable(fleet.address)
  where = fleet.address
  terminals = createTerminals({ environment: testEnvironment, address: async () => where, resources })
}, 300_000)
afterEach(async () => {
  where = fleet.address
  await terminals.close()
})
afterAll(() => fleet.stop())

const { open, shows, type } = readerOf(() => terminals)

describeSessions(() => terminals)

test('a session begins with the versions and a client that is ready', async () => {
  const session = await open()
  expect(await shows(session, /In \[1\]:/)).toMatch(
    /Python 3\.\d+\.\d+ · caveclient 8\.2\.1 · client is ready/,
  )
  await type(session, 'client.info.get_datastacks()\r')
  await shows(session, /Out\[1\]: \['fake_datastack'\]/)
  await type(session, 'type(pd).__name__, datetime.date(2026, 1, 1).year\r')
  await shows(session, /\('module', 2026\)/)
})

test('commands of the cheat-sheet run pasted as one, and typed line by line', async () => {
  const sheet = await readCheatsheet(resources, fleet.address)
  const edit = sheet.sections.at(-1)?.commands.at(-1)?.code ?? ''
  const session = await open()
  await shows(session, /In \[1\]:/)
  await type(session, `\u001b[200~${edit}\u001b[201~\r`)
  await shows(session, /Out\[1\]: \{'1': 3\}/)
  for (const line of edit.split('\n')) await type(session, `${line}\r`)
  expect(await shows(session, /\{'3': 4\}/)).not.toContain('Conflict')
})

test('the code beside an action, of many lines, waits as it was typed, and runs when it is asked to', async () => {
  const code = compareCode('my_cave_table', 1, 1)
  const session = await open()
  await shows(session, /In \[1\]:/)
  await type(session, `\u0015\u001b[200~${code}\u001b[201~`)
  const typed = await shows(session, /"changed"\)[\s\S]*changed/)
  expect(typed).not.toContain('0 added')
  await type(session, '\r')
  await shows(session, /0 added, 0 removed, 0 changed/)
})

test('without a fleet the session opens, says so, and connects later', async () => {
  where = `http://127.0.0.1:${String(await freePort())}`
  const session = await open()
  expect(await shows(session, /In \[1\]:/)).toMatch(/no client yet: .*does not answer[\s\S]*type connect\(\)/)
  await type(session, `connect("${fleet.address}")\r`)
  await shows(session, /client is ready/)
  await type(session, 'client.datastack_name\r')
  await shows(session, /'fake_datastack'/)
})

test('one who comes later sees what was printed before; a restart clears it and starts anew', async () => {
  const session = await open()
  await shows(session, /In \[1\]:/)
  await type(session, 'kept = "re" + "membered"; print(kept)\r')
  await shows(session, /\nremembered/)
  await shows(session, /\nremembered[\s\S]*In \[2\]:/)
  await terminals['terminal.restart']({ session }, never)
  expect(await shows(session, /In \[1\]:/)).not.toContain('remembered')
  await type(session, 'kept\r')
  await shows(session, /NameError/)
})

test('an ended Python tells its status and takes nothing more until it is restarted', async () => {
  const session = await open()
  await shows(session, /In \[1\]:/)
  await type(session, 'import os; os._exit(7)\r')
  await shows(session, /\[exit 7\]/)
  await expect(type(session, 'x')).rejects.toMatchObject({ info: { code: 'TERMINAL_CLOSED' } })
  await terminals['terminal.restart']({ session }, never)
  await shows(session, /In \[1\]:/)
  await terminals['terminal.close']({ session }, never)
  await expect(type(session, 'x')).rejects.toMatchObject({ info: { code: 'TERMINAL_CLOSED' } })
})

test('the Python sees none of our secrets and leaves nothing in the user’s home', async () => {
  const home = await mkdtemp(join(tmpdir(), 'realcave-user-'))
  const before = process.env['HOME']
  process.env['HOME'] = home
  process.env['REALCAVE_SECRET_FOR_TEST'] = 'very secret'
  try {
    const session = await open()
    await shows(session, /In \[1\]:/)
    await type(
      session,
      `import os; CAVEclient("fake_datastack", server_address="${fleet.address}", auth_token="dummy") and None\r`,
    )
    await shows(session, /In \[2\]:/)
    await type(session, '"very secret" in os.environ.values(), os.listdir(os.path.expanduser("~"))\r')
    expect(await shows(session, /\((True|False), \[.*\]\)/)).toContain('(False, [])')
  } finally {
    process.env['HOME'] = before
    delete process.env['REALCAVE_SECRET_FOR_TEST']
    await rm(home, { recursive: true })
  }
})

test('a flood is held back while its reader pauses, and Ctrl-C ends it', async () => {
  const session = await open()
  await shows(session, /In \[1\]:/)
  const stop = new AbortController()
  const reading = terminals['terminal.output']({ session }, stop.signal)[Symbol.asyncIterator]()
  await reading.next()
  await type(session, 'while True: print("x" * 500)\r')
  const before = process.memoryUsage().heapUsed
  // Nothing tells that a flood is held back: it is given time to swell.
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(60_000_000)
  for (let count = 0; count < 40; count += 1) {
    const { value } = await reading.next()
    expect(value?.kind === 'output' ? value.data.length : 0).toBeLessThanOrEqual(65_536)
  }
  await type(session, '\u0003')
  stop.abort()
  await reading.return?.()
  await shows(session, /KeyboardInterrupt/)
})

test('the most sessions are open at once; one that nobody looks at gives way to a new one', async () => {
  const first = await open()
  const stop = new AbortController()
  const looks = terminals['terminal.output']({ session: first }, stop.signal)[Symbol.asyncIterator]()
  await looks.next()
  const second = await open()
  for (let count = 2; count <= mostSessions; count += 1) await open()
  await type(first, ' ')
  await expect(type(second, ' ')).rejects.toMatchObject({ info: { code: 'TERMINAL_CLOSED' } })
  stop.abort()
  await looks.return?.()
})

test('closing all leaves no Python behind', async () => {
  const session = await open()
  await shows(session, /In \[1\]:/)
  await type(session, 'import os; print("pid", os.getpid())\r')
  const pid = /\npid (\d+)/.exec(await shows(session, /\npid \d+/))?.[1] ?? ''
  await terminals.close()
  await expect(promisify(execFile)('ps', ['-p', pid])).rejects.toBeDefined()
})
