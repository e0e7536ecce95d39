import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeSettings, loadSettings } from '../../src/main/home/settings-file'
import { run } from '../support/cli'
import { freePort } from '../support/free-port'
import { temporaryFolder } from '../support/temporary-folder'
import { answerDialogs, askedBy } from './support/dialogs-of-system'
import {
  closeWindow,
  openElectron,
  shows,
  type ElectronForTest,
  type ElectronPanel,
} from './support/electron-panel'
import { leftOut, neededElectron } from './support/needed'
import { isAlive } from './support/processes'

const electron = await neededElectron()
const quiet = (): undefined => undefined

const fleetAnswers = async (address: string): Promise<boolean> =>
  fetch(`${address}/info/api/v2/datastacks`).then(
    ({ status }) => status === 200,
    () => false,
  )

describe.skipIf(leftOut(electron))('the end of the panel, with a fleet that runs', () => {
  let program: ElectronForTest
  let home: string
  let address: string
  let remove: () => Promise<void>

  beforeAll(async () => {
    program = await openElectron(electron)
    ;({ folder: home, remove } = await temporaryFolder('electron-leaving'))
    const port = await freePort()
    address = `http://127.0.0.1:${String(port)}`
    const up = await run(['up', '--home', home, '--port', String(port), '--fleet', 'practice'])
    if (up.status !== 0) throw new Error(up.err)
    await changeSettings(home, { welcomed: true }, quiet)
  })
  afterAll(async () => {
    await program?.end()
    await run(['down', '--home', home])
    await remove?.()
  })

  const remembered = async () => (await loadSettings(home, quiet)).leaving

  test('is asked about: cancelled, all stays; kept, the fleet goes on', async () => {
    const panel = await program.open(home)
    await shows(panel, /ready/)
    await answerDialogs(panel.app, 'Cancel')
    await closeWindow(panel.app)
    await expect.poll(() => askedBy(panel.app)).toHaveLength(1)
    const [question] = await askedBy(panel.app)
    expect(question).toMatchObject({
      message: 'The practice fleet runs. What shall become of it?',
      buttons: ['Keep it running', 'Stop it', 'Cancel'],
    })
    expect(panel.app.windows()).toHaveLength(1)
    await answerDialogs(panel.app, 'Keep it running')
    await closeWindow(panel.app).catch(quiet)
    await expect.poll(() => isAlive(panel.pid)).toBe(false)
    expect(await fleetAnswers(address)).toBe(true)
    expect(await remembered()).toBe('ask')
  })

  test('what is to be remembered is not asked again', async () => {
    const panel = await program.open(home)
    await shows(panel, /ready/)
    await answerDialogs(panel.app, 'Keep it running', true)
    await closeWindow(panel.app).catch(quiet)
    await expect.poll(() => isAlive(panel.pid)).toBe(false)
    expect(await remembered()).toBe('keep')

    const next = await program.open(home)
    await shows(next, /ready/)
    await answerDialogs(next.app, 'Cancel')
    await closeWindow(next.app).catch(quiet)
    await expect.poll(() => isAlive(next.pid)).toBe(false)
    expect(await fleetAnswers(address)).toBe(true)
    await changeSettings(home, { leaving: 'ask' }, quiet)
  })

  /** What Windows tells a window; nothing else does. */
  const tellWindow = (panel: ElectronPanel, event: string): Promise<unknown> =>
    panel.app.evaluate(({ BrowserWindow }, event) => BrowserWindow.getAllWindows()[0]?.emit(event), event)

  test('a logoff of Windows that is called off leaves the panel asking; one that is not asks nothing', async () => {
    const panel = await program.open(home)
    await shows(panel, /ready/)
    await answerDialogs(panel.app, 'Cancel')
    await tellWindow(panel, 'query-session-end')
    await closeWindow(panel.app)
    await expect.poll(() => askedBy(panel.app)).toHaveLength(1)
    expect(panel.app.windows()).toHaveLength(1)
    await tellWindow(panel, 'session-end')
    await closeWindow(panel.app).catch(quiet)
    await expect.poll(() => isAlive(panel.pid)).toBe(false)
    expect(await fleetAnswers(address)).toBe(true)
  })

  test('a logoff or shutdown asks nothing, and holds nothing up', async () => {
    const panel = await program.open(home)
    await shows(panel, /ready/)
    await answerDialogs(panel.app, 'Cancel')
    process.kill(panel.pid, 'SIGTERM')
    await expect.poll(() => isAlive(panel.pid)).toBe(false)
    expect(await fleetAnswers(address)).toBe(true)
  })

  test('stopped, the fleet ends before the panel does, its data kept', async () => {
    const panel = await program.open(home)
    await shows(panel, /ready/)
    await answerDialogs(panel.app, 'Stop it')
    await closeWindow(panel.app).catch(quiet)
    await expect.poll(() => isAlive(panel.pid), { timeout: 30_000 }).toBe(false)
    expect(await fleetAnswers(address)).toBe(false)
    expect((await stat(join(home, 'practice', 'data'))).isDirectory()).toBe(true)
  })
})
