import { EventEmitter, on } from 'node:events'

/** From the window's menu to the page, which knows what its commands do. */
export interface MenuChoices {
  choose(command: string): void
  chosen(signal: AbortSignal): AsyncIterable<{ readonly command: string }>
}

export const openMenuChoices = (): MenuChoices => {
  const emitter = new EventEmitter()
  return {
    choose: (command) => void emitter.emit('chosen', command),
    async *chosen(signal) {
      for await (const [command] of on(emitter, 'chosen', { signal })) yield { command: String(command) }
    },
  }
}
