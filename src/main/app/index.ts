import { app } from 'electron'
import { verbNames } from '../cli/verb-names'
import { thisProgram } from './program'
import { readWish } from './words'

const folder = app.isPackaged ? undefined : app.getAppPath()
const wish = readWish(process.argv, folder, (word) => verbNames.has(word))

/** A verb runs before any window and before the single-instance lock: the practice fleet's own process is one, too. */
if (wish.kind === 'command') {
  app.disableHardwareAcceleration()
  app.dock?.hide()
  void import('../cli/index').then(async ({ runAsProcess }) => {
    app.exit(await runAsProcess(wish.words, thisProgram()))
  })
} else {
  void import('./panel').then(({ startPanel }) => startPanel(wish.words))
}
