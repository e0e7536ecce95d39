import { chmod, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { changeSettings, loadSettings } from '../../src/main/home/settings-file'
import { run } from '../support/cli'
import { freePort } from '../support/free-port'
import { temporaryFolder } from '../support/temporary-folder'
import { openElectron, type ElectronForTest, type ElectronPanel } from './support/electron-panel'
import { leftOut, neededElectron } from './support/needed'
import { isAlive } from './support/processes'

const electron = await neededElectron()
const quiet = (): undefined => undefined

/** A desktop that shows a tray, or none, by what its bus would say. */
const desktop = async (folder: string, tray: boolean): Promise<void> => {
  const file = join(folder, 'dbus-send')
  await writeFile(file, `#!/bin/sh\necho '   boolean ${String(tray)}'\n`)
  await chmod(file, 0o755)
}

describe.skipIf(leftOut(electron) || process.platform !== 'linux')('the tray', () => {
  let program: ElectronForTest
  let panel: ElectronPanel
  let place: { readonly folder: string; readonly remove: () => Promise<void> }
  let bus: { readonly folder: string; readonly remove: () => Promise<void> }
  const path = process.env['PATH'] ?? ''
  let port = 0

  beforeAll(async () => {
    place = await temporaryFolder('electron-tray')
    bus = await temporaryFolder('bus')
    await desktop(bus.folder, true)
    process.env['PATH'] = `${bus.folder}${delimiter}${path}`
    program = await openElectron(electron)
    port = await freePort()
    const up = await run(['up', '--home', place.folder, '--port', String(port), '--fleet', 'practice'])
    if (up.status !== 0) throw new Error(up.err)
    await changeSettings(place.folder, { welcomed: true, leaving: 'keep', closing: 'tray' }, quiet)
    panel = await program.open(place.folder)
    await listenToTray()
  })
  afterAll(async () => {
    process.env['PATH'] = path
    await program?.end()
    await run(['down', '--home', place.folder])
    await bus.remove()
    await place.remove()
  })

  /** What the tray is told from now on; the system shows it, where nobody can read it. */
  const listenToTray = (): Promise<void> =>
    panel.app.evaluate(({ Tray }) => {
      const told: string[] = []
      Reflect.set(globalThis, 'trayTold', told)
      Tray.prototype.setToolTip = (words) => void told.push(words)
      Tray.prototype.setContextMenu = (menu) => void Reflect.set(globalThis, 'trayMenu', menu)
    })
  const told = (): Promise<unknown> => panel.app.evaluate(() => Reflect.get(globalThis, 'trayTold'))
  const visible = (): Promise<boolean[]> =>
    panel.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((each) => each.isVisible()))
  const choose = (label: string): Promise<void> =>
    panel.app.evaluate(({ Menu }, label) => {
      const menu: unknown = Reflect.get(globalThis, 'trayMenu')
      if (!(menu instanceof Menu)) throw new Error('The tray has no menu.')
      menu.items.find((item) => item.label === label)?.click()
    }, label)
  const closeWindow = (): Promise<void> =>
    panel.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())

  test('tells of the fleet’s state as it changes, and does what is chosen in its menu', async () => {
    await run(['down', '--home', place.folder])
    await expect.poll(told, { timeout: 30_000 }).toContain('RealCAVE: Practice fleet is down')
    await choose('Get demo-ready')
    await expect.poll(told, { timeout: 60_000 }).toContain('RealCAVE: Practice fleet is ready')
    expect((await fetch(`http://127.0.0.1:${String(port)}/info/api/v2/datastacks`)).status).toBe(200)
    await choose('Stop the fleet')
    await expect
      .poll(async () => (await run(['status', '--home', place.folder, '--json'])).out)
      .toContain('"phase":"down"')
  })

  test('has the window when that is closed, and gives it back', async () => {
    await closeWindow()
    await expect.poll(visible).toEqual([false])
    expect(isAlive(panel.pid)).toBe(true)
    await choose('Open RealCAVE')
    await expect.poll(visible).toEqual([true])
  })

  test('that the desktop does not show is no place to lose a window in: it is minimized', async () => {
    await desktop(bus.folder, false)
    await panel.app.evaluate(({ BrowserWindow }) => {
      // Without a window manager nothing is minimized: that it was asked for is what can be seen.
      BrowserWindow.prototype.minimize = () => void Reflect.set(globalThis, 'minimized', true)
    })
    await closeWindow()
    await expect.poll(() => panel.app.evaluate(() => Reflect.get(globalThis, 'minimized'))).toBe(true)
    expect(await visible()).toEqual([true])
  })

  test('ends the program', async () => {
    await choose('Quit RealCAVE').catch(quiet)
    await expect.poll(() => isAlive(panel.pid)).toBe(false)
  })

  test('that the desktop begins to show later has the window by then', async () => {
    const home = await temporaryFolder('electron-late-tray')
    onTestFinished(home.remove)
    await loadSettings(home.folder, quiet)
    await changeSettings(home.folder, { welcomed: true, closing: 'tray', port: await freePort() }, quiet)
    await desktop(bus.folder, false)
    panel = await program.open(home.folder)
    await listenToTray()
    await desktop(bus.folder, true)
    await closeWindow()
    await expect.poll(visible).toEqual([false])
    expect(await told()).not.toEqual([])
    await choose('Open RealCAVE')
    await expect.poll(visible).toEqual([true])
  })
})
