import { app, BrowserWindow, dialog, ipcMain, session } from 'electron'
import { join } from 'node:path'
import { createDispatcher } from '../api/dispatcher'
import { createHandlers } from '../api/handlers/all'
import { openMenuChoices } from '../api/menu-choices'
import { openCore } from '../api/open-core'
import { openStaticFiles } from '../pages/static-files'
import { closeInTime } from '../api/close-core'
import type { Core } from '../api/core'
import { openHomeWith } from '../api/open-home'
import { toFailure, type ErrorInfo } from '../../shared/errors'
import { guardNavigation, guardSession } from './guard'
import { registerContract } from './ipc'
import { isOnlyInstance } from './instance'
import { installMenu } from './menu'
import { readPanelOptions, type PanelOptions } from './panel-options'
import { thisProgram } from './program'
import { declareScheme, servePage } from './protocol'
import { openWindow } from './window'

const inWords = ({ what, why, fix }: ErrorInfo): string => `${why}\n\n${fix}\n\n(${what})`

/** As the installer writes it into the Start menu. */
const appId = 'org.realcave.control-panel'

/** Warnings and our own mistakes go where a terminal, if there is one, shows them. */
const tell = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

const refuse = (error: unknown): void => {
  const { info } = toFailure(error, 'The panel could not be opened.')
  tell(`${info.what} ${info.why} ${info.fix}`)
  dialog.showErrorBox(info.what, inWords(info))
  app.exit(1)
}

const open = async (options: PanelOptions): Promise<Core> => {
  const program = thisProgram()
  const warn = (warning: ErrorInfo): void => tell(`${warning.what} ${warning.why} ${warning.fix}`)
  const [home, files] = await Promise.all([
    openHomeWith({ home: options.home, port: options.port, project: options.project }, warn),
    openStaticFiles(program.panel),
    app.whenReady(),
  ])
  const core = openCore({
    home,
    self: program.self,
    command: program.command,
    resources: program.resources,
    dashboard: program.dashboard,
    shell: 'electron',
    version: program.version,
    fleet: options.fleet,
    warn,
  })
  guardSession(session.defaultSession)
  const menu = openMenuChoices()
  installMenu((command) => menu.choose(command))
  servePage(files)
  registerContract(
    ipcMain,
    createDispatcher(createHandlers(core, menu), (channel, problem) => tell(`${channel}: ${problem}`)),
  )
  return core
}

/** The panel's window over one home. A second start over the same home brings the first one's window to the front. */
const present = async (options: PanelOptions): Promise<void> => {
  // Whose its notifications are: Windows shows none of a program that its Start menu does not know by this name.
  if (process.platform === 'win32') app.setAppUserModelId(appId)
  // As root, Chromium runs only without its sandbox, and says so itself; enabling it then would end every page's process.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  if (!isOnlyInstance(options.home)) return app.exit(0)
  declareScheme()
  let core: Core | undefined
  guardNavigation(app, () => core && `http://127.0.0.1:${core.place().port}/`)

  let window: BrowserWindow | undefined
  const show = (): void => {
    window = openWindow(join(app.getAppPath(), 'out', 'preload', 'index.cjs'))
    window.once('closed', () => {
      window = undefined
      // A speaker's window has nothing to follow without it.
      for (const other of BrowserWindow.getAllWindows()) other.close()
    })
  }

  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore()
    window?.focus()
  })
  app.on('activate', () => {
    if (core && !window) show()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  // The fleet goes on; what this panel holds open (sessions, connections) is given back before the process ends.
  app.on('will-quit', (event) => {
    if (!core) return
    event.preventDefault()
    const closing = core
    core = undefined
    void closeInTime(closing).finally(() => app.exit(0))
  })

  core = await open(options)
  show()
}

export const startPanel = async (words: readonly string[]): Promise<void> => {
  try {
    await present(readPanelOptions(words))
  } catch (error) {
    refuse(error)
  }
}
