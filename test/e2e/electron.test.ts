import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openElectron, type ElectronForTest, type ElectronPanel } from './support/electron-panel'
import { leftOut, neededElectron } from './support/needed'
import { childrenOf, isAlive } from './support/processes'
import { columnTexts, rowWith } from './support/rows'
import { resetClean } from './support/served-panel'

const electron = await neededElectron()

describe.skipIf(leftOut(electron))('the panel in its own window', () => {
  const { home, address } = inject('fleet')
  let program: ElectronForTest
  let panel: ElectronPanel

  beforeAll(async () => {
    await resetClean()
    program = await openElectron(electron)
    panel = await program.open(home)
  })
  afterAll(async () => {
    await program?.end()
  })

  test('opens over the home’s fleet and says practice and ready', async () => {
    const { page } = panel
    expect(page.url()).toMatch(/^realcave:\/\/panel\//)
    const pill = page.getByRole('banner').getByRole('link', { name: /practice fleet/ })
    await expect.poll(() => pill.textContent()).toMatch(/practice fleet\s*ready/)
    await expect.poll(() => page.getByText(address.replace('http://', '')).count()).toBeGreaterThan(0)
  })

  test('the page has the bridge, and nothing of Node or Electron', async () => {
    const seen = await panel.page.evaluate(() => ({
      bridge: Object.keys(window.realcave ?? {}).sort(),
      others: ['require', 'process', 'Buffer', 'module', 'global', 'electron', 'ipcRenderer'].filter(
        (name) => Reflect.get(window, name) !== undefined,
      ),
    }))
    expect(seen).toEqual({ bridge: ['call', 'shell', 'stream'], others: [] })
  })

  test('the menu has the panel’s commands, which the page carries out', async () => {
    const { app, page } = panel
    const choose = (id: string): Promise<void> =>
      app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), id)
    await choose('view.cheatsheet')
    await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/cheatsheet')
    await choose('panel.palette')
    await page.getByRole('combobox', { name: 'Commands' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('combobox', { name: 'Commands' }).count()).toBe(0)
    await choose('view.services')
    await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/services')
  })

  test('the bridge refuses every channel that is not in the contract, at either end', async () => {
    const { app, page } = panel
    const refusal = await page.evaluate<string>(`(() => {
      try {
        realcave.call('fleet.sql', { text: 'DROP TABLE my_cave_table' })
        return 'sent'
      } catch (error) {
        return String(error)
      }
    })()`)
    expect(refusal).toContain('is not a channel of the panel')

    // What a page of another origin would reach, had one ever come by the preload: main looks at the sender, not at the words.
    const foreign = await app.evaluate(async ({ BrowserWindow }, preload) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
      try {
        await window.loadURL('data:text/html,elsewhere')
        const answer: unknown = await window.webContents.executeJavaScript(
          'realcave.call("tables.list", undefined).answer',
        )
        return answer
      } finally {
        window.destroy()
      }
    }, resolve('out/preload/index.cjs'))
    expect(foreign).toMatchObject({ ok: false, error: { what: 'A message was refused.' } })
  })

  test('a label is edited, and a version made of it', async () => {
    const { page } = panel
    await page.getByRole('navigation').getByRole('link', { name: 'Annotations' }).click()
    await rowWith(page, 'cell A').click()
    await page
      .getByRole('complementary', { name: 'Row 1' })
      .getByRole('button', { name: 'Edit', exact: true })
      .click()
    const dialog = page.getByRole('dialog', { name: 'Edit row 1' })
    await dialog.getByLabel('tag').fill('pyramidal')
    await dialog.getByRole('button', { name: 'Save as a new row' }).click()
    await expect.poll(() => columnTexts(page, 'tag')).toEqual(['cell B', 'pyramidal'])

    await page.getByRole('banner').getByRole('button', { name: 'Materialize' }).click()
    await page.getByRole('navigation').getByRole('link', { name: 'Versions' }).click()
    const newest = page.getByRole('list', { name: 'Timeline' }).getByRole('link').first()
    await expect.poll(() => newest.innerText()).toMatch(/v2[^]*Available/)
    await expect.poll(() => columnTexts(page, 'tag')).toEqual(['cell B', 'pyramidal'])
  })

  test('rows are saved as CSV, which no download does here, and a file is read and added', async () => {
    const { page } = panel
    await page.getByRole('navigation').getByRole('link', { name: 'Annotations' }).click()
    const dialog = page.getByRole('dialog', { name: /CSV$/ })
    await page.getByRole('button', { name: 'Save as CSV' }).click()
    await dialog.getByRole('button', { name: 'Save as CSV' }).click()
    const path = dialog.getByText(/\.csv$/)
    await path.waitFor()
    const file = await path.innerText()
    expect(await readFile(file, 'utf8')).toContain('"pyramidal"')
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Add from CSV' }).click()
    await dialog.getByLabel('CSV file').setInputFiles(file)
    await dialog.getByRole('button', { name: 'Add 2 rows' }).click()
    await dialog.getByText('2 rows added.').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => columnTexts(page, 'tag')).toEqual(['cell B', 'pyramidal', 'cell B', 'pyramidal'])
  })

  test('nothing was refused by the policy, and the console holds no error', () => {
    expect(panel.problems.seen).toEqual([])
  })

  test.each(['https://example.org/', 'file:///etc/passwd', 'http://127.0.0.1:1/'])(
    'the window does not go to %s',
    async (elsewhere) => {
      const { app, page } = panel
      const shown = () =>
        app.evaluate(({ webContents }) => webContents.getAllWebContents().map((each) => each.getURL()))
      const before = await shown()
      await page.evaluate((url) => {
        const link = document.createElement('a')
        link.href = url
        document.body.append(link)
        link.click()
        link.remove()
        setTimeout(() => location.assign(url))
      }, elsewhere)
      // The driver waits for a navigation that never ends, so the page itself is asked.
      await expect(page.evaluate(() => new Promise((done) => setTimeout(done, 300)))).resolves.toBeUndefined()
      await expect(page.evaluate(() => document.querySelectorAll('header.header').length)).resolves.toBe(1)
      await expect(shown()).resolves.toEqual(before)
    },
  )

  test('no second window opens, and what is no web page is handed to nobody', async () => {
    const { app, page } = panel
    await app.evaluate(({ shell }) => {
      Reflect.set(shell, 'openExternal', (url: string) => {
        Reflect.set(globalThis, 'handedOver', url)
        return Promise.resolve()
      })
    })
    for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'smb://elsewhere/share', 'about:blank'])
      await expect(page.evaluate((url) => window.open(url) === null, url)).resolves.toBe(true)
    await expect(app.evaluate(() => Reflect.get(globalThis, 'handedOver') ?? 'nothing')).resolves.toBe(
      'nothing',
    )
    expect(app.windows()).toHaveLength(1)
  })

  test('no permission is given but the one to notify, and none with a question', async () => {
    const answers = await panel.page.evaluate(async () => ({
      notifications: await Notification.requestPermission(),
      location: await new Promise<string>((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          () => resolve('denied'),
        )
      }),
      microphone: await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'given',
        () => 'denied',
      ),
    }))
    expect(answers).toEqual({ notifications: 'granted', location: 'denied', microphone: 'denied' })
  })

  test('a webview stays an unknown element', async () => {
    const made = await panel.page.evaluate(() => {
      const view = document.createElement('webview')
      view.setAttribute('src', 'https://example.org/')
      document.body.append(view)
      const kind = view.constructor.name
      view.remove()
      return kind
    })
    expect(made).toBe('HTMLElement')
    const contents = await panel.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((each) => each.getType()),
    )
    expect(contents).toEqual(['window'])
  })

  test('a second start over the same home ends at once and brings the first window to the front', async () => {
    const { app } = panel
    await app.evaluate(({ app, BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.minimize()
      app.once('second-instance', () => Reflect.set(globalThis, 'secondStart', true))
    })
    const second = await program.run('--home', home)
    expect(second.status).toBe(0)
    await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'secondStart'))).toBe(true)
    await expect
      .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized()))
      .toBe(false)
  })

  test('quitting leaves no process but the fleet’s', async () => {
    const { app, pid } = panel
    const processes = [pid, ...(await childrenOf(pid))]
    expect(processes.length).toBeGreaterThan(2)
    await app.close()
    await expect.poll(() => processes.filter(isAlive)).toEqual([])
    expect((await fetch(`${address}/info/api/v2/datastacks`)).status).toBe(200)
  })
})
