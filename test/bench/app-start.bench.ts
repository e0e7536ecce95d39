import { resolve } from 'node:path'
import { onTestFinished, test } from 'vitest'
import { changeSettings } from '../../src/main/home/settings-file'
import { openElectron, type ElectronForTest } from '../e2e/support/electron-panel'
import { neededElectron } from '../e2e/support/needed'
import { emptyProgram } from './empty-program'
import { record, timed } from './figure'
import { runningFleet } from './fleet'

const roundCount = 7
const root = resolve(import.meta.dirname, '../..')

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
