import { readFile, readdir, readlink, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { changeSettings, loadSettings } from '../../src/main/home/settings-file'
import { freePort } from '../support/free-port'
import { temporaryFolder } from '../support/temporary-folder'
import { answerDialogs, askedBy } from './support/dialogs-of-system'
import { closeWindow, openElectron, shows, type ElectronForTest } from './support/electron-panel'
import { leftOut, neededElectron } from './support/needed'
import { isAlive } from './support/processes'

const electron = await neededElectron()
const quiet = (): undefined => undefined

describe.skipIf(leftOut(electron))('the panel in the system', () => {
  let program: ElectronForTest
  let home: string
  let remove: () => Promise<void>

  beforeAll(async () => {
    program = await openElectron(electron)
  })
  afterAll(async () => {
    await program?.end()
  })
  beforeEach(async () => {
    ;({ folder: home, remove } = await temporaryFolder('electron-life'))
    await loadSettings(home, quiet)
    await changeSettings(home, { welcomed: true, fleet: 'practice', port: await freePort() }, quiet)
  })
  afterEach(() => remove())

  test('a window opens where it was, in its size, unless that screen is gone', async () => {
    const first = await program.open(home)
    await first.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 120, y: 90, width: 1000, height: 700 }),
    )
    const shown = (app: ElectronApplication) =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
    await expect.poll(() => shown(first.app)).toMatchObject({ width: 1000, height: 700 })
    const before = await shown(first.app)
    await first.app.close()

    const second = await program.open(home)
    expect(await shown(second.app)).toEqual(before)
    await second.app.close()

    const away = { bounds: { x: 9000, y: 9000, width: 1000, height: 700 }, maximized: false }
    await writeFile(join(home, 'window-place.json'), JSON.stringify(away))
    const third = await program.open(home)
    const seen = await shown(third.app)
    expect([seen?.x, seen?.y].every((each) => each !== undefined && each < 1440)).toBe(true)
    await third.app.close()
  })

  test('a window that is hidden comes back with a second start, and a verb works beside it', async () => {
    const { app } = await program.open(home)
    const visible = () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((each) => each.isVisible()))
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
    await expect.poll(visible).toEqual([false])
    const verb = await program.run('status', '--json', '--home', home)
    expect(verb.status).toBe(0)
    expect(verb.out).toContain('"phase":"down"')
    expect(await visible()).toEqual([false])
    expect((await program.run('--home', home)).status).toBe(0)
    await expect.poll(visible).toEqual([true])
    await app.close()
  })

  test('one that is started while it ends ends all the same, and is started anew', async () => {
    const { app, pid } = await program.open(home)
    const holder = async (): Promise<number | undefined> => {
      const lock = await readlink(join(home, 'window', 'SingletonLock')).catch(() => undefined)
      return lock === undefined ? undefined : Number(lock.split('-').at(-1))
    }
    expect(await holder()).toBe(pid)
    // At the moment that matters, as Electron tells of a second start.
    await app.evaluate(({ app }) => void app.once('will-quit', () => void app.emit('second-instance')))
    await app.close()
    let next = pid
    await expect.poll(async () => (next = (await holder()) ?? pid)).not.toBe(pid)
    process.kill(next)
    await expect.poll(() => isAlive(next)).toBe(false)
  })

  test('its data are not removed under it, be its window hidden; once it has ended they are', async () => {
    const { app } = await program.open(home)
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
    const refused = await program.run('remove', '--data', '--yes', '--home', home)
    expect(refused.status).toBe(1)
    expect(refused.err).toContain('The panel is open over this home.')
    expect(await readdir(home)).toContain('home.json')
    await app.close()
    const removed = await program.run('remove', '--data', '--yes', '--home', home)
    expect([removed.status, removed.err]).toEqual([0, expect.not.stringContaining('HOME_BUSY')])
    await expect(readdir(home)).rejects.toThrow('ENOENT')
  })

  test('without a running fleet nothing is asked: the window closes, and the program with it', async () => {
    const panel = await program.open(home)
    await shows(panel, /not running/)
    await answerDialogs(panel.app, 'Cancel')
    await closeWindow(panel.app)
    await expect.poll(() => isAlive(panel.pid)).toBe(false)
  })

  test('a page whose process ends is loaded again and tells of it; the fourth time within minutes a person is asked', async () => {
    const { app, page, pid } = await program.open(home)
    await answerDialogs(app, 'Load again')
    const crash = async (): Promise<void> => {
      await app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.forcefullyCrashRenderer())
    }
    /** Of the page that is there by then; the driver's own has gone with its process. One that goes meanwhile never answers. */
    const seen = (code: string): Promise<unknown> =>
      app.evaluate(
        ({ webContents }, code) =>
          Promise.race([
            webContents
              .getAllWebContents()[0]
              ?.executeJavaScript(code)
              .catch(() => undefined),
            new Promise((late) => setTimeout(late, 1000)),
          ]),
        code,
      )
    const drawn = (): Promise<unknown> => seen('document.querySelectorAll("header.header").length')
    const toasts = (): Promise<unknown> =>
      seen('[...document.querySelectorAll(".toast-title")].map((each) => each.textContent)')
    expect(page.url()).toContain('realcave://')
    for (let time = 1; time <= 3; time += 1) {
      await crash()
      await expect.poll(toasts).toEqual(['The panel’s page failed and was loaded again.'])
    }
    expect(await askedBy(app)).toEqual([])
    await crash()
    await expect.poll(() => askedBy(app)).toHaveLength(1)
    const [question] = await askedBy(app)
    expect(question).toMatchObject({
      message: 'The panel’s page keeps failing.',
      buttons: ['Load again', 'Quit'],
    })
    await expect.poll(drawn).toBe(1)
    expect(isAlive(pid)).toBe(true)
    await app.close()
    expect(await readFile(join(home, 'logs', 'panel.log'), 'utf8')).toMatch(/The page's process ended: \w+/)
  })

  test('a page that does not answer is left alone, or loaded again, as a person wants', async () => {
    const { app } = await program.open(home)
    const stuck = (): Promise<unknown> =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('unresponsive'))
    const pageProcess = (): Promise<number | undefined> =>
      app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.getOSProcessId())
    const before = await pageProcess()
    await answerDialogs(app, 'Wait')
    await stuck()
    await expect.poll(() => askedBy(app)).toHaveLength(1)
    expect(await pageProcess()).toBe(before)
    await answerDialogs(app, 'Load again')
    await stuck()
    await expect.poll(() => askedBy(app)).toHaveLength(1)
    await expect.poll(async () => [undefined, 0, before].includes(await pageProcess())).toBe(false)
    await app.close()
  })

  test('a helper process that is killed is told, and started again; the panel goes on', async () => {
    const { app, page } = await program.open(home)
    const helpers = (): Promise<number[]> =>
      app.evaluate(({ app }) =>
        app
          .getAppMetrics()
          .filter(({ type }) => type === 'Utility')
          .map(({ pid }) => pid),
      )
    const [helper = 0] = await helpers()
    expect(helper).toBeGreaterThan(0)
    process.kill(helper, 'SIGKILL')
    await page
      .getByText(/^A part of the panel’s program failed: /)
      .first()
      .waitFor()
    await expect.poll(async () => (await helpers()).some((each) => each !== helper)).toBe(true)
    await page.getByRole('banner').getByText('RealCAVE').waitFor()
    await app.close()
  })

  test('that it was started without Chromium’s sandbox is written down', async () => {
    const { app } = await program.open(home, '--no-sandbox')
    await app.close()
    expect(await readFile(join(home, 'logs', 'panel.log'), 'utf8')).toMatch(
      /The panel begins: .*, its pages without Chromium’s sandbox\.\n/,
    )
  })

  test('a promise that nobody caught is told and written down, and the program goes on', async () => {
    const { app, page, pid } = await program.open(home)
    await app.evaluate(() => void Promise.reject(new Error('dropped by somebody')))
    await page.getByText('Something unexpected failed in the panel’s program.').first().waitFor()
    expect(isAlive(pid)).toBe(true)
    await app.close()
    expect(await readFile(join(home, 'logs', 'panel.log'), 'utf8')).toContain('dropped by somebody')
  })

  test('an error that nobody caught ends the program, once it is told and written down', async () => {
    const { app, pid } = await program.open(home)
    await answerDialogs(app, 'Quit')
    await app.evaluate(
      () =>
        void setTimeout(() => {
          throw new Error('thrown by somebody, token=abcdef')
        }),
    )
    await expect.poll(() => isAlive(pid)).toBe(false)
    const log = join(home, 'logs', 'panel.log')
    const text = await readFile(log, 'utf8')
    expect(text).toContain('Nobody caught: Error: thrown by somebody, token=<blanked>')
    expect((await stat(log)).mode & 0o777).toBe(0o600)
  })

  test('a crash leaves a report in the home, of which few are kept and none is sent', async () => {
    const { app } = await program.open(home)
    const page = await app.evaluate(({ app, crashReporter, webContents }) => ({
      process: webContents.getAllWebContents()[0]?.getOSProcessId() ?? 0,
      folder: app.getPath('crashDumps'),
      sends: crashReporter.getUploadToServer(),
    }))
    expect(page).toMatchObject({ folder: join(home, 'crashes'), sends: false })
    process.kill(page.process, 'SIGSEGV')
    const reports = async (): Promise<readonly string[]> =>
      (await readdir(join(home, 'crashes'), { recursive: true })).filter((name) => name.endsWith('.dmp'))
    await expect.poll(reports).toHaveLength(1)
    await app.close()
  })
})
