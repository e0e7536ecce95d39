import type { Answer, CallName, Given, StreamName } from '../../shared/contract'

/** Handlers of the contract: one function a channel. The signal tells that the asker cancelled or has gone. */
export type Handlers = {
  readonly [K in CallName]: (input: Given<K>, signal: AbortSignal) => Promise<Answer<K>>
} & {
  readonly [K in StreamName]: (input: Given<K>, signal: AbortSignal) => AsyncIterable<Answer<K>>
}
