import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openElectron, type ElectronForTest, type ElectronPanel } from './support/electron-panel'
import { leftOut, neededElectron } from './support/needed'
import { resetClean } from './support/served-panel'
import { slow, terminalText } from './support/terminal-screen'

const electron = await neededElectron()

describe.skipIf(leftOut(electron))('presenter mode in its own windows', () => {
  let program: ElectronForTest
  let panel: ElectronPanel
  let speaker: Page

  beforeAll(async () => {
    await resetClean()
    program = await openElectron(electron)
    panel = await program.open(inject('fleet').home)
    await panel.page.evaluate(() => (location.hash = '#/lessons/proof'))
    await panel.page.getByRole('button', { name: 'Present' }).waitFor()
  })
  afterAll(async () => {
    await program?.end()
  })

  test('the menu takes the chosen lesson on stage, and its window fills the screen', async () => {
    const { app, page } = panel
    await app.evaluate(({ BrowserWindow, Menu }) => {
      const [window] = BrowserWindow.getAllWindows()
      const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? [])
      items?.find(({ label }) => label === 'Present lesson')?.click(undefined, window, window?.webContents)
    })
    await page.getByRole('main', { name: 'Stage' }).waitFor()
    // A key that the menu sends is no person's, so Chromium may want one of a person's to fill the screen.
    if (await page.evaluate(() => document.fullscreenElement === null)) await page.keyboard.press('f')
    await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true)
    await expect.poll(() => terminalText(page), slow).toContain('client is ready')
  })

  test('the speaker’s window opens, sees the step and not the core, and leads the stage', async () => {
    const { app, page } = panel
    ;[speaker] = await Promise.all([app.waitForEvent('window'), page.keyboard.press('s')])
    await speaker.getByRole('heading', { level: 1, name: '1. Discovery' }).waitFor()
    const seen = await speaker.evaluate(() =>
      ['realcave', 'require', 'process', 'ipcRenderer'].filter(
        (name) => Reflect.get(window, name) !== undefined,
      ),
    )
    expect(seen).toEqual([])
    await speaker.getByRole('button', { name: 'Next' }).click()
    await expect.poll(() => page.locator('.stage-held').innerText(), slow).toMatch(/hold/)
    await speaker.keyboard.press('PageDown')
    await expect.poll(() => page.locator('.stage-told h1').innerText()).toMatch(/^2/)
  })

  test('it has the settings of every window, and there is one of it', async () => {
    const { app, page } = panel
    const settings = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => {
        const given: unknown = Reflect.apply(
          Reflect.get(webContents, 'getLastWebPreferences'),
          webContents,
          [],
        )
        const of = (name: string): unknown =>
          typeof given === 'object' && given !== null ? Reflect.get(given, name) : undefined
        return {
          sandbox: of('sandbox'),
          contextIsolation: of('contextIsolation'),
          nodeIntegration: of('nodeIntegration'),
          webSecurity: of('webSecurity'),
          webviewTag: of('webviewTag'),
        }
      }),
    )
    const safe = {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    }
    expect(settings).toEqual([safe, safe])
    await page.keyboard.press('s')
    await page.keyboard.press('s')
    // Asked of the program itself: of a third one this test would hear later than now.
    const windows = app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
    await expect(windows).resolves.toBe(2)
    const others = ['realcave://panel/', 'realcave://panel/#/services', 'realcave://elsewhere/#/speaker']
    for (const url of others)
      await expect(page.evaluate((address) => window.open(address) === null, url)).resolves.toBe(true)
  })

  test('what the menu has is the panel’s: chosen on stage it is refused with a word, and nothing else happens', async () => {
    const { app, page } = panel
    await app.evaluate(({ BrowserWindow, Menu }) => {
      const window = BrowserWindow.getAllWindows().find(
        ({ webContents }) => !webContents.getURL().includes('speaker'),
      )
      const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? [])
      items?.find(({ label }) => label === 'Present lesson')?.click(undefined, window, window?.webContents)
    })
    await page.getByText('The menu is the panel’s').waitFor()
    await page.keyboard.press('PageUp')
    await expect.poll(() => page.getByText('The menu is the panel’s').count()).toBe(0)
    await page.keyboard.press('PageDown')
    await expect.poll(() => page.locator('.stage-told h1').innerText()).toMatch(/^2/)
  })

  test('a page that is reloaded stays on stage; left, the speaker’s window says so', async () => {
    const { page } = panel
    await page.reload()
    await page.getByRole('main', { name: 'Stage' }).waitFor()
    await expect.poll(() => page.locator('.stage-told h1').innerText()).toMatch(/^2/)
    await speaker.getByRole('heading', { level: 1, name: '2. The annotation table' }).waitFor()
    await speaker.getByRole('button', { name: 'Leave the stage' }).click()
    await speaker.getByText('No lesson is on stage').waitFor()
    await page.getByRole('button', { name: 'Present' }).waitFor()
  })

  test('nothing was refused by the policy, and the console holds no error', () => {
    expect(panel.problems.seen).toEqual([])
  })

  test('the speaker’s window closes with the panel’s', async () => {
    const { app, page } = panel
    await page.evaluate(() => window.close())
    await expect.poll(() => app.windows().length).toBe(0)
  })
})
