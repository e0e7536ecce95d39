import type { ErrorInfo } from '../../shared/errors'
import { Button } from './button'
import { FailureNotice } from './notice'

interface ReadFailureProps {
  readonly error: ErrorInfo | null
  readonly onRetry: () => void
}

/** Why something could not be read; nothing where it could. */
export const ReadFailure = ({ error, onRetry }: ReadFailureProps) =>
  error === null ? null : (
    <FailureNotice error={error}>
      <Button onClick={onRetry}>Read again</Button>
    </FailureNotice>
  )
