import type { ErrorInfo } from '../../../shared/errors'
import { FailureNotice } from '../../components/notice'

interface UntoldProps {
  readonly error: ErrorInfo | null
  /** The service itself does not answer, which is told above all. */
  readonly told: boolean
}

/** Why something could not be read, unless it is told already. */
export const Untold = ({ error, told }: UntoldProps) =>
  error === null || told ? null : <FailureNotice error={error} />
