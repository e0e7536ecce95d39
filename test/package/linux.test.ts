import { readFile, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { changeSettings } from '../../src/main/home/settings-file'
import { openDisplay, type Display } from '../e2e/support/display'
import { slow, terminalText } from '../e2e/support/terminal-screen'
import { freePort } from '../support/free-port'
import { testPython } from '../support/python'
import { temporaryFolder } from '../support/temporary-folder'
import { fusedProgram, type Fused, type OpenWindow } from './support/fused-panel'
import { run } from './support/kept'
import { ordinaryUser, sameUser } from './support/ordinary-user'
import { folderOf, isLeftOut } from './support/packages'

const { linux } = inject('packages')

const unpacked = (): string => join(folderOf(linux), 'linux-unpacked', 'realcave')

const appImage = async (): Promise<string> => {
  const image = (await readdir(folderOf(linux))).find((name) => name.endsWith('.AppImage'))
  return join(folderOf(linux), image ?? '')
}

/** Nobody but its owner may look into what an AppImage mounts, and root's PostgreSQL runs as somebody else: people do not start it as root. */
const programs = [
  { what: 'the unpacked folder', file: async () => unpacked(), user: sameUser },
  { what: 'the AppImage, as an ordinary user', file: appImage, user: ordinaryUser },
]

describe.skipIf(isLeftOut(linux)).each(programs)('$what, as people get it', ({ file, user }) => {
  let home: string
  let remove: () => Promise<void>
  let display: Display
  let program: Fused
  let port: number
  let options: readonly string[]
  let open: OpenWindow | undefined

  beforeAll(async () => {
    await testPython()
    const place = await temporaryFolder('packaged')
    await user.own(place.folder)
    home = join(place.folder, 'ho me')
    remove = place.remove
    display = await openDisplay()
    program = fusedProgram(await file(), display, { HOME: join(place.folder, 'user') }, user)
    port = await freePort()
    options = ['--home', home, '--fleet', 'practice', '--port', String(port)]
  })
  afterAll(async () => {
    open?.process.kill('SIGKILL')
    await program?.run('down', '--home', home)
    await display?.end()
    await remove?.()
  })

  const ask = (path: string): Promise<unknown> =>
    fetch(`http://127.0.0.1:${port}${path}`).then((it) => it.json())

  test('welcomes a newcomer, and is at the first query after two clicks, over a fleet of its own', async () => {
    open = await program.open(...options)
    const main = open.page.getByRole('main')
    await open.page.getByRole('heading', { level: 1, name: 'Welcome to a CAVE of your own' }).waitFor()
    await main.getByRole('button', { name: 'Get demo-ready' }).click()
    await main.getByRole('button', { name: 'Run the first query' }).click(slow)
    await main.getByText('CAVE has answered.').waitFor(slow)
    await expect.poll(() => terminalText(openPage()), slow).toContain('cell A')
    await expect(ask('/info/api/v2/datastacks')).resolves.toEqual(['fake_datastack'])
    // The cells of Segmentation, which the practice fleet serves out of the package.
    const cells = await fetch(`http://127.0.0.1:${port}/ws/fake_ws/info`)
    expect(cells.status).toBe(200)
  })

  const openPage = () => {
    if (open === undefined) throw new Error('No window is open.')
    return open.page
  }

  test('runs a step of a lesson, with its verdict', async () => {
    const page = openPage()
    await page.getByRole('navigation').getByRole('link', { name: 'Lessons' }).click()
    await page.getByRole('link', { name: 'The proof, in five parts' }).click()
    await page.getByRole('button', { name: 'At once' }).click()
    await page.getByRole('button', { name: 'Run this step' }).click()
    await page.getByText('Passed: all 3 checks hold.').waitFor(slow)
    await expect.poll(() => page.getByRole('button', { name: /^Step 1.*passed/ }).count()).toBe(1)
  })

  test('quits, and the fleet goes on; a second start finds it', async () => {
    if (open === undefined) throw new Error('No window is open.')
    // What a person is asked at the end is tried in the checkout's program, whose dialogs can be answered.
    await changeSettings(home, { leaving: 'keep' }, () => undefined)
    await user.own(join(home, 'home.json'))
    await expect(open.quit()).resolves.toBe(0)
    open = undefined
    await expect(ask('/info/api/v2/datastacks')).resolves.toEqual(['fake_datastack'])
    open = await program.open('--home', home)
    const pill = open.page.getByRole('banner').getByRole('link', { name: /practice fleet/ })
    await expect.poll(() => pill.textContent(), slow).toMatch(/practice fleet\s*ready/)
    await open.quit()
    open = undefined
  })

  test('is the command line, too: status, a table, an exit status, and the end of the fleet', async () => {
    const status = await program.run('status', '--json', '--home', home)
    expect(status).toMatchObject({ status: 0 })
    expect(status.out).toContain('"phase":"ready"')
    const table = await program.run('table', 'my_cave_table', '--home', home)
    expect(table.out).toContain('cell A')
    expect((await program.run('status', '--no-such-option')).status).toBe(2)
    await expect(program.run('down', '--home', home)).resolves.toMatchObject({ status: 0 })
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed')
  })

  test('has written nothing outside its home', async () => {
    const user = join(home, '..', 'user')
    const names = await readdir(user, { recursive: true }).catch(() => [])
    // The desktop's own libraries keep their caches; nothing of ours is among them.
    expect(names.filter((name) => /realcave/i.test(name))).toEqual([])
  })

  test('goes with all that it made', async () => {
    const removed = await program.run('remove', '--data', '--yes', '--home', home)
    expect(removed).toMatchObject({ status: 0 })
    await expect(readdir(home)).rejects.toThrow('ENOENT')
  })
})

describe.skipIf(isLeftOut(linux))('the unpacked folder', () => {
  let display: Display
  beforeAll(async () => {
    display = await openDisplay()
  })
  afterAll(() => display?.end())

  test('brings the uv that fetches a Python where there is none, ready to be run', async () => {
    const uv = join(dirname(unpacked()), 'resources', 'uv')
    expect((await readdir(uv)).sort()).toEqual(['LICENSE-APACHE', 'LICENSE-MIT', 'uv'])
    const { stdout } = await run(join(uv, 'uv'), ['--version'], { env: { PATH: '' } })
    const pinned = /^uv==(\S+)/m.exec(await readFile('resources/installer/uv.txt', 'utf8'))?.[1]
    expect(stdout).toContain(`uv ${pinned} `)
  })

  test('is no Node and lets nobody in: what would open it is not heard', async () => {
    const asNode = await fusedProgramWith({ ELECTRON_RUN_AS_NODE: '1' }).run('help')
    expect(asNode.out).toContain('Usage: realcave')
    const opened = await fusedProgramWith({ NODE_OPTIONS: '--require=/nowhere.js' }).run('help')
    expect(opened).toMatchObject({ status: 0 })
    const inspected = await fusedProgramWith({}).run('--inspect=127.0.0.1:0', 'help')
    expect(inspected.err).not.toContain('Debugger listening')
  })

  const fusedProgramWith = (environment: Readonly<Record<string, string>>): Fused =>
    fusedProgram(unpacked(), display, environment)
})
