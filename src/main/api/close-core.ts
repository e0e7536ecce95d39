import { endsWithin } from '../waiting/limit'
import type { Core } from './core'

/** An engine that hangs must not keep a program from ending: what is left open ends with its process. */
const limit = { milliseconds: 10_000, waitingFor: 'what the core has open' }

export const closeInTime = async (core: Core | undefined): Promise<void> => {
  await endsWithin(limit, async () => core?.close())
}
