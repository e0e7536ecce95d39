import { openDock } from './dock-state'

/** Milliseconds for the terminal to be loaded and drawn; then the keyboard stays where it is. */
const limit = 3000

const field = (): HTMLElement | null => document.querySelector<HTMLElement>('.xterm-helper-textarea')

/** The keyboard into the terminal, which may first have to be opened and drawn. */
export const focusTerminal = (): void => {
  openDock(true)
  const there = field()
  if (there !== null) return there.focus()
  const observer = new MutationObserver(() => {
    const drawn = field()
    if (drawn === null) return
    observer.disconnect()
    drawn.focus()
  })
  observer.observe(document.body, { subtree: true, childList: true })
  setTimeout(() => observer.disconnect(), limit)
}

/** Whoever answers a dialog, or types into a field, keeps the keyboard: what waited comes when nobody expects it. */
export const isTypedElsewhere = (): boolean =>
  Boolean(
    document.activeElement?.closest(
      '[role=dialog], [role=alertdialog], input, textarea:not(.xterm-helper-textarea)',
    ),
  )
