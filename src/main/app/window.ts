import { BrowserWindow, nativeTheme, screen, type BrowserWindowConstructorOptions } from 'electron'
import type { Bounds } from '../home/window-place'
import { pageAddress } from './page'

/** What every page of this program lives with. */
const safe = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const

const background = (): string => (nativeTheme.shouldUseDarkColors ? '#0e1215' : '#f7f7f4')

/** The speaker's window: without the bridge. Where there are two screens, on the one that the stage is not on. */
export const speakerWindow = (stage: BrowserWindow | null): BrowserWindowConstructorOptions => {
  const of = stage === null ? screen.getPrimaryDisplay() : screen.getDisplayMatching(stage.getBounds())
  const other = screen.getAllDisplays().find(({ id }) => id !== of.id)
  return {
    width: 1080,
    height: 760,
    minWidth: 480,
    minHeight: 400,
    ...(other === undefined ? {} : { x: other.workArea.x + 40, y: other.workArea.y + 40 }),
    title: 'RealCAVE',
    backgroundColor: background(),
    // Never full screen with the stage that opened it.
    fullscreen: false,
    webPreferences: safe,
  }
}

/** The panel's window: a sandboxed page that sees nothing of Node or Electron but the bridge. */
export const openWindow = (
  preload: string,
  bounds: Bounds | undefined,
  maximized: boolean,
): BrowserWindow => {
  const window = new BrowserWindow({
    width: 1360,
    height: 880,
    ...bounds,
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: 'RealCAVE',
    backgroundColor: background(),
    webPreferences: { ...safe, preload },
  })
  window.once('ready-to-show', () => {
    // Which shows it, too.
    if (maximized) window.maximize()
    window.show()
  })
  void window.loadURL(pageAddress)
  return window
}
