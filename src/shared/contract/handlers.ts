import type { Answer, CallName, Given, StreamName } from './index'

/**
 * The functions behind the contract, one a channel. `Signal` is the platform's AbortSignal, which this folder does not know: it
 * tells that the asker cancelled or has gone.
 */
export type Handlers<Signal> = {
  readonly [K in CallName]: (input: Given<K>, signal: Signal) => Promise<Answer<K>>
} & {
  readonly [K in StreamName]: (input: Given<K>, signal: Signal) => AsyncIterable<Answer<K>>
}
