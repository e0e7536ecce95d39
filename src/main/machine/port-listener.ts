import { connect } from 'node:net'

/** Windows tries a port that nobody listens at three times, for two seconds together. */
const limitMilliseconds = 5000

/**
 * Whether somebody takes calls at a port of this machine. Asked by a call, not by listening there: whoever is about to listen would
 * find the port taken in that instant.
 */
export const isListenedAt = (port: number, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const socket = connect({ host: '127.0.0.1', port })
    const end = (tell: () => void): void => {
      signal.removeEventListener('abort', leave)
      socket.destroy()
      tell()
    }
    const leave = (): void => end(() => reject(signal.reason))
    signal.addEventListener('abort', leave, { once: true })
    socket.setTimeout(limitMilliseconds, () => end(() => resolve(false)))
    socket.once('connect', () => end(() => resolve(true)))
    socket.once('error', () => end(() => resolve(false)))
  })
