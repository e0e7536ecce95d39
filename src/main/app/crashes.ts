import { app, BrowserWindow, dialog, type WebContents } from 'electron'
import type { Troubles } from '../api/troubles'
import type { Journal } from './journal'
import { isPanelAddress } from './page'
import { createReloadLimit, failuresOfLoop } from './reload-limit'
import { appTexts as texts } from './texts'

export interface CrashParts {
  readonly troubles: Troubles
  readonly journal: Journal
  /** Once the program ends, its processes may. */
  readonly ending: () => boolean
}

/** Chromium names services by an address of its own. */
const helperName = (type: string, name: string | undefined): string =>
  name === undefined || name === '' ? type : `${type}, ${name}`

const ask = async (contents: WebContents, options: Electron.MessageBoxOptions): Promise<number> => {
  const window = BrowserWindow.fromWebContents(contents)
  const { response } = await (window === null
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options))
  return response
}

/** Heals one page: loads it again when its process has gone, so often; and asks a person when it does not answer. */
const healPage = (contents: WebContents, { troubles, journal, ending }: CrashParts): void => {
  const limit = createReloadLimit()
  /** Ended on purpose, since it hung: that was told already. */
  let stuck = false

  const giveUp = async (reason: string): Promise<void> => {
    const { message, detail, again, quit } = texts.keepsFailing
    const answer = await ask(contents, {
      type: 'error',
      title: texts.product,
      message,
      detail: detail(failuresOfLoop, reason),
      buttons: [again, quit],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    })
    if (answer === 1) return app.quit()
    limit.forget()
    if (!contents.isDestroyed()) contents.reload()
  }

  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || ending() || !isPanelAddress(contents.getURL())) return
    journal.note(`The page's process ended: ${reason} (${String(exitCode)}).`)
    const onPurpose = stuck
    stuck = false
    if (!onPurpose && !limit.mayReload()) {
      void giveUp(reason)
      return
    }
    const { what, why, fix } = onPurpose ? texts.stuck : texts.gone
    troubles.add({ code: 'PANEL_FAILED', what, why: typeof why === 'string' ? why : why(reason), fix })
    contents.reload()
  })

  let answers: AbortController | undefined
  const askAboutHang = async (): Promise<void> => {
    if (answers !== undefined) return
    answers = new AbortController()
    journal.note('The page does not answer.')
    const { message, detail, wait, again } = texts.stuck
    const answer = await ask(contents, {
      type: 'warning',
      title: texts.product,
      message,
      detail,
      buttons: [wait, again],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
      signal: answers.signal,
    })
    answers = undefined
    if (answer !== 1 || contents.isDestroyed()) return
    stuck = true
    contents.forcefullyCrashRenderer()
  }
  const watchAnswers = (owner: BrowserWindow): void => {
    owner.on('responsive', () => answers?.abort())
    owner.on('unresponsive', () => void askAboutHang())
  }
  // The window of a page is known once it shows something.
  contents.once('did-finish-load', () => {
    const owner = BrowserWindow.fromWebContents(contents)
    if (owner !== null) watchAnswers(owner)
  })
}

/** What fails of the program's processes is healed as far as it can be, told in the panel, and written to the log. */
export const healCrashes = (parts: CrashParts): void => {
  app.on('web-contents-created', (_event, contents) => healPage(contents, parts))
  app.on('child-process-gone', (_event, { type, reason, exitCode, name, serviceName }) => {
    if (reason === 'clean-exit' || parts.ending()) return
    const which = helperName(type, name ?? serviceName)
    parts.journal.note(`A helper process ended: ${which}: ${reason} (${String(exitCode)}).`)
    const { what, why, fix } = texts.helper
    parts.troubles.add({ code: 'PANEL_FAILED', what: what(which), why: why(reason), fix })
  })
}
