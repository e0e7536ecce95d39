import { app } from 'electron'
import { closeInherited } from './inherited'
import { besideTheHome } from './chromium-folder'
import { thisProgram } from './program'
import { readWish } from './words'

const folder = app.isPackaged ? undefined : app.getAppPath()
const wish = readWish(process.argv, folder)

const runCommand = async (words: readonly string[]): Promise<void> => {
  const remove = besideTheHome(app)
  const { runAsProcess } = await import('../cli/index')
  const status = await runAsProcess(words, thisProgram())
  remove()
  app.exit(status)
}

/** A verb runs before any window and before the single-instance lock: the practice fleet's own process is one, too. */
if (wish.kind === 'command') {
  if (wish.words[0] === 'practice-process') closeInherited()
  app.disableHardwareAcceleration()
  app.dock?.hide()
  void runCommand(wish.words)
} else {
  void import('./panel').then(({ startPanel }) => startPanel(wish.words))
}
