import { app, BrowserWindow, screen } from 'electron'
import { join } from 'node:path'
import type { Home } from '../home/home'
import { readWindowPlace, writeWindowPlace, type WindowPlace } from '../home/window-place'
import { fitWindow } from './fit-window'
import { openWindow } from './window'

export interface PanelWindowParts {
  readonly home: Home
  /** The window is to close: whether it may. If not, what shall happen instead has begun. */
  readonly mayClose: () => boolean
}

/** The panel's one window, and where it is on the screen. */
export interface PanelWindow {
  current(): BrowserWindow | undefined
  /** Opens it, or brings it to the front, be it minimized or hidden. */
  show(): Promise<void>
  hide(): void
  /** Its place is written down. */
  settled(): Promise<void>
}

const placeOf = (window: BrowserWindow): WindowPlace => ({
  bounds: window.getNormalBounds(),
  maximized: window.isMaximized(),
})

export const createPanelWindow = ({ home, mayClose }: PanelWindowParts): PanelWindow => {
  let window: BrowserWindow | undefined
  let opening: Promise<void> | undefined
  let written = ''
  let writing = Promise.resolve()

  const remember = (of: BrowserWindow): void => {
    // Full screen is a lesson's, and ends with it.
    if (of.isDestroyed() || of.isMinimized() || of.isFullScreen()) return
    const place = placeOf(of)
    if (JSON.stringify(place) === written) return
    written = JSON.stringify(place)
    // A place that cannot be remembered is no reason to keep a window open.
    writing = writing.then(() => writeWindowPlace(home, place)).catch(() => undefined)
  }

  const open = async (): Promise<void> => {
    const last = await readWindowPlace(home)
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea)
    const bounds = last === null ? undefined : fitWindow(last.bounds, areas)
    const preload = join(app.getAppPath(), 'out', 'preload', 'index.cjs')
    const opened = openWindow(preload, bounds, last?.maximized === true)
    window = opened
    opened.on('blur', () => remember(opened))
    opened.on('hide', () => remember(opened))
    opened.on('close', (event) => {
      remember(opened)
      if (!mayClose()) event.preventDefault()
    })
    opened.once('closed', () => {
      window = undefined
      // A speaker's window has nothing to follow without it.
      for (const other of BrowserWindow.getAllWindows()) other.close()
    })
  }

  return {
    current: () => window,
    show: async () => {
      if (window === undefined) return (opening ??= open().finally(() => (opening = undefined)))
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    hide: () => window?.hide(),
    settled: () => writing,
  }
}
