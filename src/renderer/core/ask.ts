import type { Bridge } from '../../shared/bridge'
import type { Answer, Asked, CallName } from '../../shared/contract'
import { open } from '../../shared/envelope'
import { toFailure } from '../../shared/errors'

/** The answer of a call as a promise: a refusal rejects with its Failure; the signal cancels the call in the core. */
export const ask = async <K extends CallName>(
  bridge: Bridge,
  channel: K,
  input: Asked<K>,
  signal?: AbortSignal,
): Promise<Answer<K>> => {
  const pending = bridge.call(channel, input)
  const cancel = (): void => pending.cancel()
  if (signal?.aborted === true) cancel()
  signal?.addEventListener('abort', cancel, { once: true })
  try {
    return open(await pending.answer)
  } catch (error) {
    throw toFailure(error, 'The panel could not ask its core.')
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}
