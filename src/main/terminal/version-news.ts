import { never, within } from '../waiting/limit'
import type { Orders } from './orders'

/** An order at the prompt takes milliseconds; one that went astray is sent again with the next news. */
const answerLimit = 5_000

/** Tells a session's Python which versions can be asked for, so that its client does not go on with an old one unawares. */
export type TellVersions = (versions: readonly number[]) => void

/**
 * Tells at the prompt alone: what is written while a command runs may be read by it. Only the newest news counts. `running` has the
 * orders to the Python of the session that runs now.
 */
export const createVersionNews = (running: () => Orders | undefined): TellVersions => {
  let newest: readonly number[] = []
  let telling = false

  const tell = async (): Promise<void> => {
    for (let told: readonly number[] = []; told !== newest;) {
      const orders = running()
      // Another Python finds the newest by itself.
      if (orders === undefined) return
      // For as long as the command takes; it ends with its Python at the latest.
      await orders.whenIdle()
      told = newest
      await within(never, { milliseconds: answerLimit, waitingFor: 'the prompt' }, () =>
        orders.ask('versions', JSON.stringify(told)),
      )
    }
  }

  return (versions) => {
    newest = versions
    if (telling) return
    telling = true
    void tell()
      .catch(() => undefined)
      .finally(() => (telling = false))
  }
}
