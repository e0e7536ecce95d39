import { ExternalLink } from 'lucide-react'
import type { PythonEnvironment } from '../../shared/domain/terminal'
import type { ErrorInfo } from '../../shared/errors'
import { Button, ButtonLink } from '../components/button'
import { FailureNotice } from '../components/notice'
import { StateIcon } from '../components/state-mark'
import { terminalTexts as texts } from './texts'

interface EnvironmentNoteProps {
  readonly environment: PythonEnvironment | null
  readonly error: ErrorInfo | null
  readonly usable: boolean
  readonly onRetry: () => void
}

/** What stands in the terminal's place until there is a session, and why. */
export const EnvironmentNote = ({ environment, error, usable, onRetry }: EnvironmentNoteProps) => {
  if (error !== null)
    return (
      <div className="terminal-note">
        <FailureNotice error={error}>
          {error.code === 'PYTHON_MISSING' && (
            <ButtonLink href={texts.pythonPage} icon={ExternalLink}>
              {texts.getPython}
            </ButtonLink>
          )}
          <Button onClick={onRetry}>{texts.retry}</Button>
        </FailureNotice>
      </div>
    )
  if (environment?.state === 'ready')
    return (
      <div className="terminal-note" role="status">
        <p>
          <strong>{usable ? texts.opening : texts.needsFleet}</strong>
          {!usable && <span>{texts.needsFleetAbout}</span>}
        </p>
      </div>
    )
  return (
    <div className="terminal-note" role="status">
      <StateIcon tone="busy" />
      <p>
        <strong>{texts.states[environment?.state ?? 'preparing']}</strong>
        <span>{environment?.detail ?? texts.looking}</span>
        <span>{texts.preparing}</span>
      </p>
      {environment !== null && environment.progress !== null && (
        <progress
          className="terminal-progress"
          max={1}
          value={environment.progress}
          aria-label={environment.detail}
        />
      )}
    </div>
  )
}
