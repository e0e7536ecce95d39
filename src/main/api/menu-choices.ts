import { EventEmitter, on } from 'node:events'

/** From the window's menu to the page, which knows what its commands do. */
export interface MenuChoices {
  choose(command: string): void
  chosen(signal: AbortSignal): AsyncIterable<{ readonly command: string }>
}

export const openMenuChoices = (): MenuChoices => {
  const emitter = new EventEmitter()
  /** The menu is there before the page listens, and while it is loaded again: the last choice waits for it. */
  let waiting: string | undefined
  return {
    choose: (command) => {
      if (!emitter.emit('chosen', command)) waiting = command
    },
    async *chosen(signal) {
      const choices = on(emitter, 'chosen', { signal })
      if (waiting !== undefined) emitter.emit('chosen', waiting)
      waiting = undefined
      for await (const [command] of choices) yield { command: String(command) }
    },
  }
}
