import { useState } from 'react'
import type { ErrorInfo } from '../../shared/errors'
import { Button } from './button'
import { FailureNotice } from './notice'
import { partTexts as texts } from './texts'

interface ReadFailureProps {
  readonly error: ErrorInfo | null
  /** What it answers is waited for. */
  readonly onRetry: () => unknown
}

/** Why something could not be read; nothing where it could. */
export const ReadFailure = ({ error, onRetry }: ReadFailureProps) => {
  const [reading, setReading] = useState(false)
  const retry = async (): Promise<void> => {
    setReading(true)
    try {
      await onRetry()
    } finally {
      setReading(false)
    }
  }
  return error === null ? null : (
    <FailureNotice error={error}>
      <Button pending={reading} onClick={() => void retry()}>
        {texts.readAgain}
      </Button>
    </FailureNotice>
  )
}
