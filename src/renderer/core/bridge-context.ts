import { createContext, use } from 'react'
import type { Bridge } from '../../shared/bridge'

export const BridgeContext = createContext<Bridge | null>(null)

/** The one way to the core, for every view. */
export const useBridge = (): Bridge => {
  const bridge = use(BridgeContext)
  if (bridge === null) throw new Error('A view was rendered outside of BridgeContext.')
  return bridge
}
