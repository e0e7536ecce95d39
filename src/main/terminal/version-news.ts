import { endsWithin } from '../waiting/limit'
import type { Orders } from './orders'

/** An order at the prompt takes milliseconds. One that met a command which had just been entered may go astray: it is given again. */
const patience = { milliseconds: 2_000, waitingFor: 'the prompt' }
const most = 10

/** Tells a session's Python which versions can be asked for, so that its client does not go on with an old one unawares. */
export type TellVersions = (versions: readonly number[]) => void

/**
 * Tells at the prompt alone: what is written while a command runs may be read by it. Only the newest news counts. `running` has the
 * orders to the Python of the session that runs now.
 */
export const createVersionNews = (running: () => Orders | undefined, limit = patience): TellVersions => {
  let newest: readonly number[] = []
  let telling = false

  const tell = async (): Promise<void> => {
    let told: readonly number[] = []
    for (let tries = 0; told !== newest && tries < most;) {
      const orders = running()
      // Another Python finds the newest by itself.
      if (orders === undefined) break
      // For as long as the command takes; it ends with its Python at the latest.
      await orders.whenIdle()
      const asked = newest
      const heard = await endsWithin(limit, () => orders.ask('versions', JSON.stringify(asked)))
      tries = heard ? 0 : tries + 1
      if (heard) told = asked
    }
    telling = false
  }

  return (versions) => {
    newest = versions
    if (telling) return
    telling = true
    void tell()
  }
}
