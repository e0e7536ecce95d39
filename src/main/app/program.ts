import { app } from 'electron'
import { join } from 'node:path'
import type { Program } from '../cli/session'
import { calledFile, ownCommand } from './own-command'

/** Where this program lies, and how it starts itself again: the installed app's own executable, or electron and the checkout. */
export const thisProgram = (): Program => {
  const root = app.getAppPath()
  // Chromium refuses to run as root inside its sandbox; who started us without it wants the same of what we start.
  const sandbox = process.argv.includes('--no-sandbox') ? ['--no-sandbox'] : []
  const self = ownCommand(process.execPath, process.env, [...sandbox, ...(app.isPackaged ? [] : [root])])
  return {
    version: app.getVersion(),
    manifest: join(root, 'package.json'),
    self,
    command: app.isPackaged
      ? [calledFile(process.execPath, process.env, process.platform)]
      : ['node', join(root, 'bin', 'realcave.mjs')],
    resources: app.isPackaged ? join(process.resourcesPath, 'resources') : join(root, 'resources'),
    panel: join(root, 'out', 'renderer'),
    dashboard: join(root, 'out', 'dashboard'),
  }
}
