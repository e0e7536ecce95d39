import { FitAddon } from '@xterm/addon-fit'
import { Unicode11Addon } from '@xterm/addon-unicode11'
import { Terminal } from '@xterm/xterm'
import { followFont, terminalFont } from './font'
import { setSpanStylesByObject, withStyleStandIns } from './inline-styles'
import { usePreferences } from '../design/preferences'
import { useTheme } from '../design/theme'
import { terminalTheme } from './terminal-theme'

export interface Screen {
  readonly terminal: Terminal
  fit(): void
  close(): void
}

/** Older lines go: what is kept takes memory for each of its cells. */
const keptLines = 5000

/** An xterm in `place`, fitted to it as it grows and shrinks. F6 leaves it: Tab belongs to Python's completion. */
export const openScreen = (place: HTMLElement, leave: () => void): Screen => {
  const terminal = new Terminal({
    fontFamily: terminalFont,
    fontSize: usePreferences.getState().terminalSize,
    lineHeight: 1.3,
    cursorBlink: true,
    scrollback: keptLines,
    // A notch of the wheel goes as far as on the rest of the page.
    scrollSensitivity: 2,
    // The widths of characters are one.
    allowProposedApi: true,
    minimumContrastRatio: 4.5,
    theme: terminalTheme(useTheme.getState().theme),
  })
  const fitter = new FitAddon()
  terminal.loadAddon(fitter)
  // As wide as Python's prompt takes them to be: with xterm's own table, of Unicode 6, an emoji puts its line out of step.
  terminal.loadAddon(new Unicode11Addon())
  terminal.unicode.activeVersion = '11'
  terminal.attachCustomKeyEventHandler((event) => {
    if (event.key !== 'F6') return true
    if (event.type === 'keydown') leave()
    event.stopPropagation()
    return false
  })
  setSpanStylesByObject()
  withStyleStandIns(() => terminal.open(place))
  const fit = (): void => {
    if (place.clientHeight > 0) fitter.fit()
  }
  const observer = new ResizeObserver(fit)
  observer.observe(place)
  const unfollow = followFont(terminal.options, fit)
  return {
    terminal,
    fit,
    close: () => {
      observer.disconnect()
      unfollow()
      terminal.dispose()
    },
  }
}
