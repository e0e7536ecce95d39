import { Component, type ReactNode } from 'react'
import { Button } from '../components/button'
import { FailureNotice } from '../components/notice'
import { LoadFailure } from '../core/load'
import { texts } from '../texts'

interface BoundaryState {
  readonly failed: {
    readonly why: string
    readonly told: typeof texts.broken | typeof texts.notLoaded
  } | null
}

/** A part of the panel that fails to load or to draw says so in its own place; navigation and the other parts go on. */
export class ViewBoundary extends Component<{ readonly children: ReactNode }, BoundaryState> {
  override readonly state: BoundaryState = { failed: null }

  static getDerivedStateFromError(error: unknown): BoundaryState {
    const why = error instanceof Error ? error.message : String(error)
    return { failed: { why, told: error instanceof LoadFailure ? texts.notLoaded : texts.broken } }
  }

  override render(): ReactNode {
    const { failed } = this.state
    if (failed === null) return this.props.children
    return (
      <div className="view">
        <FailureNotice
          error={{ code: 'INTERNAL', ...failed.told, why: `${failed.told.why} (${failed.why})` }}
        >
          <Button onClick={() => location.reload()}>{texts.reload}</Button>
        </FailureNotice>
      </div>
    )
  }
}
