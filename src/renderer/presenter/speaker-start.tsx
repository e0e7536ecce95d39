import { CSPProvider } from '@base-ui/react/csp-provider'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startPreferences } from '../design/preferences'
import { startTheme } from '../design/theme'
import { SpeakerPage } from './speaker-page'

/** The speaker's window has no way to the core: it sees what the stage tells, and asks the stage. */
export const startSpeaker = (): void => {
  startTheme()
  startPreferences()
  const root = document.querySelector('#root')
  if (root === null) throw new Error('The page has no place for the speaker’s window.')
  createRoot(root).render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <SpeakerPage />
      </CSPProvider>
    </StrictMode>,
  )
}
