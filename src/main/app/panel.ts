import { app, dialog, ipcMain, session } from 'electron'
import { kitsAtHand } from '../api/classroom'
import { createDispatcher } from '../api/dispatcher'
import { createHandlers } from '../api/handlers/all'
import { openMenuChoices } from '../api/menu-choices'
import { openCore } from '../api/open-core'
import { openTroubles } from '../api/troubles'
import { openStaticFiles } from '../pages/static-files'
import type { Core } from '../api/core'
import { openHomeWith } from '../api/open-home'
import { createSecretBlanker } from '../home/blank-secrets'
import { pruneCrashReports } from '../home/crash-reports'
import type { Home } from '../home/home'
import { knownSecrets } from '../home/known-secrets'
import { openProgramLog } from '../home/program-log'
import { toFailure, type ErrorInfo } from '../../shared/errors'
import { healCrashes } from './crashes'
import { guardNavigation, guardSession } from './guard'
import { registerContract } from './ipc'
import { isOnlyInstance } from './instance'
import { openJournal } from './journal'
import { createLifecycle } from './lifecycle'
import { installMenu } from './menu'
import { readPanelOptions, type PanelOptions } from './panel-options'
import { createPanelWindow, type PanelWindow } from './panel-window'
import { thisProgram } from './program'
import { declareScheme, servePage } from './protocol'
import { secretsByNow } from './secrets-by-now'
import { catchUncaught } from './uncaught'

const journal = openJournal()
const troubles = openTroubles()
const inLine = ({ what, why, fix }: ErrorInfo): string => `${what} ${why} ${fix}`
const inWords = ({ what, why, fix }: ErrorInfo): string => `${why}\n\n${fix}\n\n(${what})`

/** As the installer writes it into the Start menu. */
const appId = 'org.realcave.control-panel'

const refuse = (error: unknown): void => {
  const { info } = toFailure(error, 'The panel could not be opened.')
  journal.tell(inLine(info))
  dialog.showErrorBox(info.what, inWords(info))
  app.exit(1)
}

const withoutSandbox = (): boolean => app.commandLine.hasSwitch('no-sandbox')

/** What the program tells of itself is kept in its home, without the home's secrets. */
const keepLog = async (home: Home, version: string): Promise<void> => {
  const blank = createSecretBlanker(secretsByNow(home.folder, await knownSecrets(home.folder)))
  journal.keepIn(openProgramLog(home.path('logs', 'panel.log'), blank))
  const pages = withoutSandbox() ? ', its pages without Chromium’s sandbox' : ''
  journal.note(`The panel begins: version ${version}, Electron ${process.versions.electron}${pages}.`)
  const left = await pruneCrashReports(home.folder)
  if (left.length > 0) journal.note(`Old crash reports that cannot be removed: ${left.join(', ')}.`)
}

const open = async (options: PanelOptions): Promise<{ readonly core: Core; readonly home: Home }> => {
  const program = thisProgram()
  const warn = (warning: ErrorInfo): void => journal.tell(inLine(warning))
  // An AppImage runs from a folder of its own making.
  const itself = process.env['APPIMAGE'] ?? process.execPath
  const kits = await kitsAtHand(program.resources, process.env, itself)
  const [home, files] = await Promise.all([
    openHomeWith({ ...options, kits }, warn),
    openStaticFiles(program.panel),
    app.whenReady(),
  ])
  await keepLog(home, program.version)
  const core = openCore({
    home,
    self: program.self,
    command: program.command,
    resources: program.resources,
    dashboard: program.dashboard,
    shell: 'electron',
    version: program.version,
    manifest: program.manifest,
    fleet: options.fleet,
    warn,
  })
  guardSession(session.defaultSession)
  const menu = openMenuChoices()
  installMenu((command) => menu.choose(command))
  servePage(files)
  registerContract(
    ipcMain,
    createDispatcher(createHandlers(core, menu, troubles), (channel, problem) =>
      journal.tell(`${channel}: ${problem}`),
    ),
  )
  return { core, home }
}

/** The panel's window over one home. A second start over the same home brings the first one's window to the front. */
const present = async (options: PanelOptions): Promise<void> => {
  // Whose its notifications are: Windows shows none of a program that its Start menu does not know by this name.
  if (process.platform === 'win32') app.setAppUserModelId(appId)
  // Enabling it against the switch would end every page's process. Root has to give that; what starts an AppImage adds it where namespaces are kept from users.
  if (!withoutSandbox()) app.enableSandbox()
  if (!isOnlyInstance(options.home)) return app.exit(0)
  declareScheme()
  let core: Core | undefined
  let window: PanelWindow | undefined
  let ending = false
  catchUncaught({ troubles, journal })
  healCrashes({ troubles, journal, ending: () => ending })
  guardNavigation(app, () => core && `http://127.0.0.1:${core.place().port}/`)

  /** Who starts it while it ends gets no window of a program that goes, but one of the next. */
  let startedMeanwhile = false
  const startedAgain = (): void => {
    if (ending) startedMeanwhile = true
    else void window?.show()
  }
  app.on('second-instance', startedAgain)
  app.on('activate', startedAgain)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })

  const opened = await open(options)
  core = opened.core
  const begun = createLifecycle({
    core,
    troubles,
    ends: () => {
      ending = true
    },
    startedMeanwhile: () => startedMeanwhile,
  })
  const shown = createPanelWindow({
    home: opened.home,
    mayClose: () => {
      // On a Mac the program stays in the dock, as all programs there do.
      if (ending || process.platform === 'darwin') return true
      void begun.closing(shown)
      return false
    },
  })
  window = shown
  await shown.show()
  await begun.begin(shown)
}

export const startPanel = async (words: readonly string[]): Promise<void> => {
  try {
    await present(readPanelOptions(words))
  } catch (error) {
    refuse(error)
  }
}
