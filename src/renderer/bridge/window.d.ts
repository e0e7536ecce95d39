import type { Bridge } from '../../shared/bridge'

declare global {
  interface Window {
    /** There in Electron, where the preload script puts it. */
    readonly realcave?: Bridge
  }
}
