import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import sheet from '../../../resources/cheatsheet.yaml'
import { cheatsheet, cheatsheetAt } from '../../shared/domain/teaching'
import { startTheme } from '../design/theme'
import { addressHere } from './address'
import { Dashboard } from './dashboard'
import { createReadingClient } from './reading/query-client'

/** Draws the dashboard over the CAVE that served it. */
export const start = (): void => {
  startTheme()
  const root = document.querySelector('#root')
  if (root === null) throw new Error('The page has no place for the dashboard.')
  const address = addressHere(location)
  createRoot(root).render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <QueryClientProvider client={createReadingClient()}>
          <Dashboard cheatsheet={cheatsheetAt(cheatsheet.parse(sheet), address)} address={address} />
        </QueryClientProvider>
      </CSPProvider>
    </StrictMode>,
  )
}
