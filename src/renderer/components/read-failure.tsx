import type { ErrorInfo } from '../../shared/errors'
import { Button } from '../components/button'
import { FailureNotice } from '../components/notice'

interface PageFailureProps {
  readonly error: ErrorInfo | null
  readonly onRetry: () => void
}

/** Above the rows that could be read: why others could not. */
export const PageFailure = ({ error, onRetry }: PageFailureProps) =>
  error === null ? null : (
    <FailureNotice error={error}>
      <Button onClick={onRetry}>Read again</Button>
    </FailureNotice>
  )
