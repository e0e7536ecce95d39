import { create } from 'zustand'
import { refusesNow } from './refuses-now'
import { openDock } from './dock-state'

/** Text on its way to the terminal: typed only, or run as well. */
export interface TerminalInput {
  readonly text: string
  readonly run: boolean
}

interface InputQueue {
  readonly waiting: readonly TerminalInput[]
}

/** What was asked for before a session is there waits here; the terminal takes it all when it is ready. */
export const useTerminalInput = create<InputQueue>()(() => ({ waiting: [] }))

const send = (input: TerminalInput): void => {
  // Kept until the panel's own program answers again, it would come when it is not meant any more.
  if (refusesNow()) return
  openDock(true)
  useTerminalInput.setState(({ waiting }) => ({ waiting: [...waiting, input] }))
}

export const typeIntoTerminal = (text: string): void => send({ text, run: false })
export const runInTerminal = (text: string): void => send({ text, run: true })

export const takeTerminalInput = (): readonly TerminalInput[] => {
  const { waiting } = useTerminalInput.getState()
  if (waiting.length > 0) useTerminalInput.setState({ waiting: [] })
  return waiting
}
