import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import type { Bridge } from '../shared/bridge'
import { BridgeContext } from './core/bridge-context'
import { loadOrReload } from './core/load'
import { createQueryClient } from './core/query-client'
import { useOnStage } from './views/on-stage'
import { Shell } from './shell/shell'
import { ViewSource } from './views/view-source'
import { viewOf } from './shell/views'

const StagePage = lazy(async () => {
  const { StagePage: Loaded } = await loadOrReload(() => import('./presenter/stage-page'))
  return { default: Loaded }
})

/** The panel, or in its place a lesson on stage. */
const Panel = () => {
  const onStage = useOnStage(({ now }) => now !== null)
  if (!onStage) return <Shell />
  return (
    <Suspense fallback={null}>
      <StagePage />
    </Suspense>
  )
}

/** Draws the panel over a bridge. Base UI may write no style elements: the panel's policy is `style-src 'self'`. */
export const startPanel = (bridge: Bridge): void => {
  const root = document.querySelector('#root')
  if (root === null) throw new Error('The page has no place for the panel.')
  createRoot(root).render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <QueryClientProvider client={createQueryClient()}>
          <BridgeContext value={bridge}>
            <ViewSource value={viewOf}>
              <Panel />
            </ViewSource>
          </BridgeContext>
        </QueryClientProvider>
      </CSPProvider>
    </StrictMode>,
  )
}
