import { BrowserWindow, shell, type App, type Session, type WebContents } from 'electron'
import { mayLeave } from './leaving'
import { isPanelAddress, isSpeakerAddress } from './page'
import { speakerWindow } from './window'

/** Where the fleet's dashboard is; undefined until it is known. */
type Dashboard = () => string | undefined

const guardContents = (contents: WebContents, dashboard: Dashboard): void => {
  contents.on('will-navigate', (event, address) => {
    if (!isPanelAddress(address)) event.preventDefault()
  })
  contents.on('will-redirect', (event, address) => {
    if (!isPanelAddress(address)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!isPanelAddress(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (isSpeakerAddress(url) && isPanelAddress(contents.getURL())) {
      const options = speakerWindow(BrowserWindow.fromWebContents(contents))
      return { action: 'allow', overrideBrowserWindowOptions: options }
    }
    if (mayLeave(url, dashboard())) void shell.openExternal(url)
    return { action: 'deny' }
  })
}

/** No navigation away, no new window, no web view: for every page that this program ever makes. */
export const guardNavigation = (app: App, dashboard: Dashboard): void => {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, dashboard))
}

/** Where a page of the panel never goes, whatever it contains. */
const elsewhere = ['http', 'https', 'ws', 'wss', 'file'].map((scheme) => `${scheme}://*/*`)

/** Writing to the clipboard at a click; filling the screen with a lesson; telling of the end of a long job, which the user switches on. */
const needed: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'fullscreen', 'notifications'])

/** No page of the panel needs another permission. Nor does it load from elsewhere. */
export const guardSession = (session: Session): void => {
  const allowed = (permission: string, address: string): boolean =>
    needed.has(permission) && isPanelAddress(address)

  session.setPermissionCheckHandler((_contents, permission, origin) => allowed(permission, origin))
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(allowed(permission, contents.getURL())),
  )
  session.setDevicePermissionHandler(() => false)
  // Named schemes, not "everything but ours": Electron feeds a custom scheme's answers through requests of its own.
  session.webRequest.onBeforeRequest({ urls: elsewhere }, (_details, answer) => answer({ cancel: true }))
  // Else Chromium fetches a dictionary of the system's language, whether or not a page has its spelling checked.
  session.setSpellCheckerLanguages([])
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event) => event.preventDefault())
}
