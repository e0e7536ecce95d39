import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { onTestFinished, test } from 'vitest'
import { changeSettings } from '../../src/main/home/settings-file'
import { openElectron, type ElectronForTest } from '../e2e/support/electron-panel'
import { neededElectron } from '../e2e/support/needed'
import { temporaryFolder } from '../support/temporary-folder'
import { record, timed } from './figure'
import { runningFleet } from './fleet'

const roundCount = 7
const root = resolve(import.meta.dirname, '../..')

/** The least that a program in a window can be: the same window, with a line of text. */
const emptyProgram = async (): Promise<string> => {
  const { folder, remove } = await temporaryFolder('empty-window')
  onTestFinished(remove)
  await writeFile(join(folder, 'package.json'), '{"name":"empty-window","version":"0.0.1","main":"main.js"}')
  await writeFile(
    join(folder, 'main.js'),
    `const { app, BrowserWindow } = require('electron')
     app.whenReady().then(() => {
       const window = new BrowserWindow({ width: 1360, height: 880, show: false })
       window.once('ready-to-show', () => window.show())
       void window.loadURL('data:text/html,<h1>empty</h1>')
     })`,
  )
  return folder
}

/** From the start of the process until its page shows a heading and, in the panel, how the fleet is. */
const started = async (
  electron: ElectronForTest,
  program: string,
  shown: string,
  ...words: readonly string[]
): Promise<number> => {
  let close: (() => Promise<void>) | undefined
  const spent = await timed(async () => {
    const { app, page } = await electron.launch(program, ...words)
    close = () => app.close()
    await page.locator(shown).first().waitFor()
  })
  await close?.()
  return spent
}

test('app start, warm', async () => {
  const fleet = await runningFleet()
  // Nobody is there to be asked what shall become of it.
  await changeSettings(fleet.home, { leaving: 'keep' }, () => undefined)
  const electron = await openElectron(await neededElectron())
  onTestFinished(() => electron.end())
  const empty = await emptyProgram()
  const panel = () => started(electron, root, 'main h1', '--home', fleet.home)
  // Not counted: files come into the machine's cache.
  await started(electron, empty, 'h1')
  await panel()
  const own: number[] = []
  const least: number[] = []
  for (let round = 0; round < roundCount; round += 1) {
    least.push(await started(electron, empty, 'h1'))
    own.push(await panel())
  }
  await record({
    what: 'app start -> interactive panel (Electron, warm)',
    unit: 'ms',
    by: 'median',
    samples: own,
    reach: 1200,
    peer: { what: 'an empty window', samples: least },
  })
})
