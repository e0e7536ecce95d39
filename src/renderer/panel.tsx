import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Bridge } from '../shared/bridge'
import { BridgeContext } from './core/bridge-context'
import { createQueryClient } from './core/query-client'
import { Shell } from './shell/shell'

/** Draws the panel over a bridge. Base UI may write no style elements: the panel's policy is `style-src 'self'`. */
export const startPanel = (bridge: Bridge): void => {
  const root = document.querySelector('#root')
  if (root === null) throw new Error('The page has no place for the panel.')
  createRoot(root).render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <QueryClientProvider client={createQueryClient()}>
          <BridgeContext value={bridge}>
            <Shell />
          </BridgeContext>
        </QueryClientProvider>
      </CSPProvider>
    </StrictMode>,
  )
}
