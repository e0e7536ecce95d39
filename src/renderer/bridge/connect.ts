import type { Bridge } from '../../shared/bridge'
import { connectSocket } from './socket-bridge'

/** The way to the core that this shell has: Electron's bridge, else a socket to the server that the page came from. */
export const connectBridge = (): Bridge => {
  if (window.realcave !== undefined) return window.realcave
  const address = `${location.origin.replace(/^http/, 'ws')}/socket`
  return connectSocket({
    open: () => new WebSocket(address),
    // A laptop that wakes or comes back to the page need not wait for the next try.
    onWake: (wake) => {
      window.addEventListener('online', wake)
      document.addEventListener('visibilitychange', wake)
    },
  })
}
