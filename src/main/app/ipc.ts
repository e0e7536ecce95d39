import type { EventEmitter } from 'node:events'
import { contract, isChannelName } from '../../shared/contract'
import {
  callMessage,
  endedMessage,
  endMessage,
  itemMessage,
  openMessage,
} from '../../shared/electron-channels'
import type { Envelope } from '../../shared/envelope'
import { toFailure } from '../../shared/errors'
import type { Dispatcher } from '../api/dispatcher'
import { checkSender, type Sender } from './sender'

/** As much of a page (Electron's WebContents) as this needs. */
export interface Page extends EventEmitter {
  isDestroyed(): boolean
  send(message: string, ...content: readonly unknown[]): void
}

interface Message extends Sender {
  readonly sender: Page
}

/** As much of Electron's ipcMain as this needs. What arrives is untrusted. */
export interface Registry {
  handle(name: string, handler: (event: Message, id: unknown, input: unknown) => Promise<unknown>): void
  on(name: string, listener: (event: Message, id: unknown, input: unknown) => void): void
}

/** What is under way for one page, by the page's own ids. */
type UnderWay = Map<unknown, AbortController>

const refused = (error: unknown): Envelope<never> => ({ ok: false, error: toFailure(error).info })

/** Registers the contract with Electron: one loop, the sender checked and the input validated for every message. */
export const registerContract = (ipc: Registry, dispatcher: Dispatcher): void => {
  const pages = new WeakMap<Page, UnderWay>()

  const underWayOf = (page: Page): UnderWay => {
    const known = pages.get(page)
    if (known) return known
    const fresh: UnderWay = new Map()
    const endAll = (): void => {
      for (const controller of fresh.values()) controller.abort()
      fresh.clear()
    }
    page.on('did-start-navigation', (details: { isMainFrame: boolean; isSameDocument: boolean }) => {
      if (details.isMainFrame && !details.isSameDocument) endAll()
    })
    page.on('render-process-gone', endAll)
    page.once('destroyed', endAll)
    pages.set(page, fresh)
    return fresh
  }

  const begin = (page: Page, id: unknown): AbortController => {
    const underWay = underWayOf(page)
    if (!Number.isSafeInteger(id) || underWay.has(id))
      throw new TypeError('A message needs an id of its own.')
    const controller = new AbortController()
    underWay.set(id, controller)
    return controller
  }

  const answer = async (
    event: Message,
    name: string,
    id: unknown,
    input: unknown,
  ): Promise<Envelope<unknown>> => {
    try {
      checkSender(event)
      const controller = begin(event.sender, id)
      try {
        return await dispatcher.call(name, input, controller.signal)
      } finally {
        underWayOf(event.sender).delete(id)
      }
    } catch (error) {
      return refused(error)
    }
  }

  const send = (page: Page, message: string, ...content: readonly unknown[]): void => {
    if (!page.isDestroyed()) page.send(message, ...content)
  }

  const feed = async (event: Message, name: string, id: unknown, input: unknown): Promise<void> => {
    const page = event.sender
    try {
      checkSender(event)
      const { signal } = begin(page, id)
      for await (const envelope of dispatcher.stream(name, input, signal)) {
        if (signal.aborted) break
        send(page, itemMessage, id, envelope)
      }
    } catch (error) {
      send(page, itemMessage, id, refused(error))
    }
    underWayOf(page).delete(id)
    send(page, endedMessage, id)
  }

  for (const name of Object.keys(contract).filter(isChannelName)) {
    if (contract[name].kind === 'call') {
      ipc.handle(callMessage(name), (event, id: unknown, input: unknown) => answer(event, name, id, input))
    } else {
      ipc.on(openMessage(name), (event, id: unknown, input: unknown) => void feed(event, name, id, input))
    }
  }

  ipc.on(endMessage, (event, id: unknown) => {
    try {
      checkSender(event)
    } catch {
      return // A foreign page's wish to end something needs no answer.
    }
    const underWay = underWayOf(event.sender)
    underWay.get(id)?.abort()
    underWay.delete(id)
  })
}
