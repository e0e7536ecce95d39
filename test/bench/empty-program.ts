import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder'

/** The least that a program in a window can be: the same window, with a line of text. */
export const emptyProgram = async (): Promise<string> => {
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
