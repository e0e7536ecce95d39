import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeSettings, loadSettings } from '../../src/main/home/settings-file'
import { freePort } from '../support/free-port'
import { temporaryFolder } from '../support/temporary-folder'
import { openElectron, type ElectronForTest, type ElectronPanel } from './support/electron-panel'
import { leftOut, neededElectron } from './support/needed'

const electron = await neededElectron()

/** Loaded before the program: writes down each address that Node is asked to connect to, beside this machine's own. */
const witness = (file: string): string => `
const { appendFileSync } = require('node:fs')
const { Socket } = require('node:net')
const connect = Socket.prototype.connect
Socket.prototype.connect = function (...given) {
  const [options] = [given[0]].flat()
  const host = typeof options === 'object' && options !== null ? options.host : given[1]
  if (host !== undefined && !/^(127\\.|localhost$|::1$)/.test(host)) appendFileSync(${JSON.stringify(file)}, host + '\\n')
  return connect.apply(this, given)
}
`

/** Names and addresses beside this machine's in Chromium's own log of its network. */
const elsewhere = (netLog: string): readonly string[] =>
  [...netLog.matchAll(/"(?:address|host|hostname|url)":"([^"]+)"/g)]
    .map(([, found = '']) => found)
    .filter(
      (found) =>
        !/^(realcave:|devtools:|blob:|data:|chrome-extension:|(?:https?:\/\/|wss?:\/\/)?(127\.|\[::1\]))/.test(
          found,
        ),
    )

describe.skipIf(leftOut(electron))('the program by itself', () => {
  let program: ElectronForTest
  let place: { readonly folder: string; readonly remove: () => Promise<void> }
  beforeAll(async () => {
    program = await openElectron(electron)
    place = await temporaryFolder('connections')
    await loadSettings(place.folder, () => undefined)
    const settings = {
      welcomed: true,
      fleet: 'practice',
      port: await freePort(),
      newVersions: false,
    } as const
    await changeSettings(place.folder, settings, () => undefined)
  })
  afterAll(async () => {
    await program?.end()
    await place?.remove()
  })

  /** Where the program connected to while it was used, by Node's witness and by Chromium's own. */
  const watched = async (use: (panel: ElectronPanel) => Promise<void>) => {
    const file = (name: string): string => join(place.folder, name)
    await writeFile(file('witness.cjs'), witness(file('node.txt')))
    await writeFile(file('node.txt'), '')
    const panel = await program.open(
      place.folder,
      `--log-net-log=${file('net-log.json')}`,
      '-r',
      file('witness.cjs'),
    )
    await use(panel)
    await panel.app.close()
    const [node, netLog] = await Promise.all(
      ['node.txt', 'net-log.json'].map((name) => readFile(file(name), 'utf8')),
    )
    return { node, chromium: elsewhere(netLog ?? '') }
  }

  test('connects to nothing beside this machine: no telemetry, no reports, no news', async () => {
    const seen = await watched(async ({ app, page }) => {
      for (const view of ['Versions', 'Annotations', 'Doctor', 'Logs']) {
        await page.getByRole('navigation').getByRole('link', { name: view }).click()
        await page.getByRole('heading', { level: 1, name: view }).waitFor()
      }
      await page.keyboard.press('Control+,')
      await page.getByText('Tell me of new versions').waitFor()
      // A crash is what a reporter would tell of.
      await app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.forcefullyCrashRenderer())
      await expect
        .poll(() => readFile(join(place.folder, 'logs', 'panel.log'), 'utf8'))
        .toContain("The page's process ended")
    })
    expect(seen).toEqual({ node: '', chromium: [] })
  })

  test('would be seen connecting elsewhere', async () => {
    const seen = await watched(({ app }) =>
      app.evaluate(async ({ net, session }) => {
        session.defaultSession.webRequest.onBeforeRequest((_details, answer) => answer({}))
        const signal = AbortSignal.timeout(1000)
        await Promise.allSettled([
          fetch('http://198.51.100.1:8099/', { signal }),
          net.fetch('http://198.51.100.2:8099/', { signal }),
        ])
      }),
    )
    expect(seen.node).toBe('198.51.100.1\n')
    expect(seen.chromium.join(' ')).toContain('198.51.100.2')
  })
})
