import { Failure, type ErrorInfo } from './errors'

/** The answer of every call, and each item of a stream, as it crosses a transport. */
export type Envelope<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorInfo }

/** The value of an envelope; a refused one is thrown as the failure that it carries. */
export const open = <T>(envelope: Envelope<T>): T => {
  if (envelope.ok) return envelope.value
  throw new Failure(envelope.error)
}
