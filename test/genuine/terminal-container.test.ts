import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { openEngine } from '../../src/main/engine/docker-engine'
import { createEnvironment } from '../../src/main/terminal/environment'
import { createTerminals, type Terminals } from '../../src/main/terminal/terminals'
import { engineHere } from '../engine/support/engine'
import { makeDemoTable } from '../support/demo-table'
import { place, run, start } from '../support/cli'
import { resources, startPracticeForTest, type PracticeForTest } from '../support/practice'
import { describeSessions } from '../support/session-behaviours'
import { readerOf } from '../support/session-reader'
import { temporaryFolder } from '../support/temporary-folder'
import { docker } from './support/docker'
import { noEngine } from './support/needed'

const script = resolve(import.meta.dirname, '../stand-in/client-image.sh')
const clientImage = async (): Promise<string> =>
  (await promisify(execFile)('bash', [script], { maxBuffer: 2 ** 24 })).stdout.trim()

/** Containers of a home that the terminal opened. */
const containersOf = (home: string): Promise<string> =>
  docker('ps', '--all', '--quiet', '--filter', `label=realcave.home=${home}`)

/** The engine takes its time to remove one that has ended. */
const gone = (home: string): Promise<void> =>
  vi.waitFor(
    async () => {
      const left = await containersOf(home)
      if (left !== '') throw new Error(`Left behind: ${left}`)
    },
    { timeout: 10_000 },
  )

describe.skipIf(noEngine)('a session in a container', () => {
  const home = randomUUID()
  let fleet: PracticeForTest
  let terminals: Terminals
  let image: string
  let removeFolder: () => Promise<void>
  const { open, shows, type } = readerOf(() => terminals)

  beforeAll(async () => {
    image = await clientImage()
    const link = await engineHere()
    if (link === undefined) throw new Error('No engine.')
    fleet = await startPracticeForTest()
    await makeDemoTable(fleet.address)
    const { folder, remove } = await temporaryFolder('container')
    removeFolder = remove
    const environment = createEnvironment({
      folder,
      resources,
      wanted: 'container',
      container: async () => ({ engine: openEngine({ link, home }), image }),
    })
    terminals = createTerminals({ environment, address: async () => fleet.address, resources })
  }, 600_000)
  afterEach(async () => {
    await terminals.close()
    await gone(home)
  })
  afterAll(async () => {
    await fleet.stop()
    await removeFolder()
  })

  describeSessions(() => terminals)

  test('sees the fleet where this machine sees it, and of this machine nothing else', async () => {
    const session = await open()
    const address = fleet.address.replaceAll('.', '\\.')
    await shows(session, new RegExp(`caveclient 8\\.2\\.1 · client is ready \\(${address}\\)`))
    await type(
      session,
      'client.info.get_datastacks(), len(client.annotation.get_annotation("my_cave_table", [1, 2]))\r',
    )
    await shows(session, /\(\['fake_datastack'\], 2\)/)
    await type(session, 'import os, socket; os.getuid() > 0, [name for _, name in socket.if_nameindex()]\r')
    await shows(session, /\(True, \['lo'\]\)/)
    await type(
      session,
      '"REALCAVE_VERDICTS" in os.environ, open("/proc/mounts").read().split()[3].startswith("ro")\r',
    )
    expect(await shows(session, /\((True|False), (True|False)\)/)).toContain('(False, True)')
  })

  test('large answers come whole, side by side with others', async () => {
    const session = await open()
    await shows(session, /In \[1\]:/)
    const program = `import concurrent.futures, requests
def get(_):
    return requests.get(f"${fleet.address}/segmentation/table/test/info").status_code
with concurrent.futures.ThreadPoolExecutor(16) as pool:
    print("all", sorted(set(pool.map(get, range(64)))))

`
    await type(session, `\u001b[200~${program}\u001b[201~\r`)
    expect(await shows(session, /all \[.*\]/)).toContain('all [200]')
  })

  test('is given verdicts as on this machine', async () => {
    const session = await open()
    await shows(session, /In \[1\]:/)
    const orders = terminals.session(session).orders()
    await orders.whenIdle()
    expect(await orders.ask('execute', 'x = client.annotation.get_tables()')).toMatchObject({ ok: true })
    await orders.whenIdle()
    expect(await orders.ask('check', 'x == ["my_cave_table"]')).toMatchObject({ ok: true })
    expect(await orders.ask('check', 'x == []')).toMatchObject({ ok: false })
    await orders.whenIdle()
    const bad = await orders.ask('execute', '1 / 0')
    expect(bad.error).toContain('ZeroDivisionError')
  })
})

describe.skipIf(noEngine)('lessons without a window, in a container', () => {
  let variables: Record<string, string>
  beforeAll(async () => {
    variables = { REALCAVE_PYTHON: 'container', REALCAVE_CLIENT_IMAGE: await clientImage() }
  }, 600_000)
  const homes = async (): Promise<string> =>
    docker('ps', '--all', '--quiet', '--filter', `ancestor=${variables['REALCAVE_CLIENT_IMAGE'] ?? ''}`)

  test('pass, and leave nothing', async () => {
    const { options } = await place()
    expect((await run(['up', ...options])).status).toBe(0)
    const before = await homes()
    const ended = await run(['lesson', 'run', 'proof', '--json', ...options], variables)
    expect(ended.json().at(-1)).toMatchObject({ passed: true })
    await expect.poll(homes, { timeout: 10_000 }).toBe(before)
  })

  test('leave nothing where their panel is killed', { timeout: 300_000 }, async () => {
    const { options } = await place()
    expect((await run(['up', ...options])).status).toBe(0)
    const before = await homes()
    // At its very first container, which the next run of this home removes...
    const early = start(['lesson', 'run', 'edit-history', ...options], variables)
    await expect.poll(homes, { timeout: 30_000, interval: 20 }).not.toBe(before)
    early.process.kill('SIGKILL')
    await early.ended
    // ... and in the middle of a lesson: the engine removes it by itself.
    const late = start(['lesson', 'run', 'edit-history', '--json', ...options], variables)
    await late.said('"lesson-step"')
    late.process.kill('SIGKILL')
    await late.ended
    await expect.poll(homes, { timeout: 10_000 }).toBe(before)
  })

  test('where there is no image, what is missing is said, and how to get it', async () => {
    const { options } = await place()
    expect((await run(['up', ...options])).status).toBe(0)
    const ended = await run(['lesson', 'run', 'proof', '--json', ...options], {
      ...variables,
      REALCAVE_CLIENT_IMAGE: 'realcave-test/none:1',
    })
    expect(ended.json().at(-1)).toMatchObject({
      code: 'PYTHON_MISSING',
      why: expect.stringContaining('realcave-test/none:1'),
      fix: expect.stringContaining('images pull'),
    })
  })
})
