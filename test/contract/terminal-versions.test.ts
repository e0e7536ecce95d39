import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createTerminals, type Terminals } from '../../src/main/terminal/terminals'
import { makeDemoTable, materialize } from '../support/demo-table'
import { resources, startPracticeForTest, type PracticeForTest } from '../support/practice'
import { testEnvironment, testPython } from '../support/python'
import { readerOf } from '../support/session-reader'

let fleet: PracticeForTest
let terminals: Terminals
/** The number of the newest version: each test makes more. */
let newest = 1
const never = new AbortController().signal

beforeAll(async () => {
  await testPython()
  fleet = await startPracticeForTest()
  await makeDemoTable(fleet.address)
  terminals = createTerminals({
    environment: testEnvironment,
    address: async () => fleet.address,
    resources,
  })
}, 300_000)
afterEach(() => terminals.close())
afterAll(() => fleet.stop())

const { open, shows, type } = readerOf(() => terminals)
const count = 'client.materialize.version, len(client.materialize.query_table("my_cave_table"))'
const live =
  'len(client.materialize.live_query("my_cave_table", timestamp=datetime.datetime.now(datetime.timezone.utc)))'
const numbers = (through: number): number[] => Array.from({ length: through }, (_, at) => at + 1)

/** Told as the panel does, and heard: the order is answered at the prompt, so another one behind it is, too. */
const tell = async (session: string, versions: readonly number[]): Promise<void> => {
  await terminals['terminal.versions']({ session, versions: [...versions] }, never)
  const orders = terminals.session(session).orders()
  await orders.whenIdle()
  await orders.ask('check', 'True')
}

const addRow = (session: string): Promise<void> =>
  type(
    session,
    'client.annotation.post_annotation("my_cave_table", [{"pt": {"position": [1, 2, 3]}, "tag": "more"}]) and None\r',
  )

/** One row more, and a version that holds it. */
const another = async (session: string, prompt: number): Promise<void> => {
  await addRow(session)
  await shows(session, new RegExp(`In \\[${String(prompt)}\\]:`))
  await materialize(fleet.address)
  newest += 1
}

const begun = async (): Promise<{ readonly session: string; readonly stood: number }> => {
  const session = await open()
  await shows(session, /In \[1\]:/)
  await tell(session, numbers(newest))
  return { session, stood: newest }
}

test('a client that found its version by itself moves on to a newer one, and says so before the next answer', async () => {
  const { session, stood } = await begun()
  await type(session, `${count}, ${live}\r`)
  const before = await shows(session, /Out\[1\]: .*\)/)
  expect(before).not.toContain('# version')
  await another(session, 3)
  // As the official client has it: nobody has told anything yet.
  await type(session, 'int(client.materialize.version)\r')
  await shows(session, new RegExp(`Out\\[3\\]: ${String(stood)}`))
  await tell(session, numbers(newest))
  expect(await shows(session, /In \[4\]:/)).not.toContain('# version')
  await type(
    session,
    `int(client.materialize.version), ${live} == len(client.materialize.query_table("my_cave_table"))\r`,
  )
  const moved = await shows(session, new RegExp(`Out\\[4\\]: \\(${String(newest)}, True\\)`))
  expect(moved).toContain(
    `# version ${String(newest)} is there: client.materialize answers from it now (back: client.materialize.version = ${String(stood)})`,
  )
})

test('what was typed so far stays as it is, and runs with the new version', async () => {
  const { session } = await begun()
  await type(session, `${count}\r`)
  await shows(session, /Out\[1\]/)
  await another(session, 3)
  await type(session, 'int(client.mater')
  await shows(session, /In \[3\]: int\(client\.mater$/)
  await tell(session, numbers(newest))
  await type(session, 'ialize.version) * 1000\r')
  expect(await shows(session, new RegExp(`Out\\[3\\]: ${String(newest * 1000)}`))).toContain(
    `# version ${String(newest)} is there`,
  )
})

test('a version that its user has chosen is left in peace, on the client and as a whole', async () => {
  const { session } = await begun()
  await type(session, 'client.materialize.version = 1\r')
  await shows(session, /In \[2\]:/)
  await another(session, 3)
  await tell(session, numbers(newest))
  await type(session, 'client.materialize.version\r')
  expect(await shows(session, /Out\[3\]: 1/)).not.toContain('# version')
  await type(session, 'client.version = 1\r')
  await shows(session, /In \[5\]:/)
  await another(session, 6)
  await tell(session, numbers(newest))
  await type(session, 'client.materialize.version\r')
  expect(await shows(session, /Out\[6\]: 1/)).not.toContain('# version')
})

test('a client that goes back is left there; a name that is no client is nothing to move', async () => {
  const { session, stood } = await begun()
  await type(session, `${count}\r`)
  await shows(session, /Out\[1\]/)
  await another(session, 3)
  await tell(session, numbers(newest))
  await type(session, `client.materialize.version = ${String(stood)}\r`)
  await shows(session, /# version \d+ is there[\s\S]*In \[4\]:/)
  await tell(session, numbers(newest + 1))
  await type(session, 'int(client.materialize.version)\r')
  expect(await shows(session, new RegExp(`Out\\[4\\]: ${String(stood)}`))).not.toContain(
    `# version ${String(newest + 1)}`,
  )
  await type(session, 'client = 5\r')
  await shows(session, /In \[6\]:/)
  await tell(session, numbers(newest + 2))
  await type(session, 'client + 1\r')
  await shows(session, /Out\[6\]: 6/)
})

test('where its version is gone it says that, and what it answers from', async () => {
  const { session, stood } = await begun()
  await type(session, `${count}\r`)
  await shows(session, /Out\[1\]/)
  await another(session, 3)
  await tell(session, [newest])
  await type(session, 'int(client.materialize.version)\r')
  expect(await shows(session, new RegExp(`Out\\[3\\]: ${String(newest)}`))).toContain(
    `# version ${String(stood)} is gone: client.materialize answers from version ${String(newest)} now`,
  )
})

test('what comes while a command runs waits for its end', async () => {
  const { session } = await begun()
  await type(session, `${count}\r`)
  await shows(session, /Out\[1\]/)
  await another(session, 3)
  await type(session, 'print("be" + "gun"); input("so? ")\r')
  await shows(session, /begun[\s\S]*so\? /)
  await terminals['terminal.versions']({ session, versions: numbers(newest) }, never)
  await type(session, 'yes\r')
  expect(await shows(session, /Out\[3\]: 'yes'[\s\S]*In \[4\]:/)).not.toContain('# version')
  await tell(session, numbers(newest))
  await type(session, 'int(client.materialize.version)\r')
  await shows(
    session,
    new RegExp(`# version ${String(newest)} is there[\\s\\S]*Out\\[4\\]: ${String(newest)}`),
  )
})
