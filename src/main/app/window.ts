import { BrowserWindow, nativeTheme } from 'electron'
import { pageAddress } from './page'

/** The panel's window: a sandboxed page that sees nothing of Node or Electron but the bridge. */
export const openWindow = (preload: string): BrowserWindow => {
  const window = new BrowserWindow({
    width: 1360,
    height: 880,
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: 'RealCAVE',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0e1215' : '#f7f7f4',
    webPreferences: {
      preload,
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
    },
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(pageAddress)
  return window
}
