import type { Answer, Asked, CallName, StreamName } from './contract'
import type { Envelope } from './envelope'

export interface Pending<T> {
  readonly answer: Promise<Envelope<T>>
  cancel(): void
}

/** What a renderer gets, whichever the transport: `window.realcave` in Electron, a WebSocket in a browser. */
export interface Bridge {
  readonly shell: 'electron' | 'browser'
  call<K extends CallName>(channel: K, input: Asked<K>): Pending<Answer<K>>
  /** Starts a stream; the function it returns ends it. `ended` is called once, unless that function was. */
  stream<K extends StreamName>(
    channel: K,
    input: Asked<K>,
    item: (envelope: Envelope<Answer<K>>) => void,
    ended: () => void,
  ): () => void
}
