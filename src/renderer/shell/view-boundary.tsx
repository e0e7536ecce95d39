import { Component, type ReactNode } from 'react'
import { Button } from '../components/button'
import { FailureNotice } from '../components/notice'
import { texts } from '../texts'

interface BoundaryState {
  readonly failed: string | null
}

/** A view that fails to draw says so in its own place; navigation, terminal and the other views go on. */
export class ViewBoundary extends Component<{ readonly children: ReactNode }, BoundaryState> {
  override readonly state: BoundaryState = { failed: null }

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { failed: error instanceof Error ? error.message : String(error) }
  }

  override render(): ReactNode {
    if (this.state.failed === null) return this.props.children
    const why = `${texts.broken.why} (${this.state.failed})`
    return (
      <div className="view">
        <FailureNotice error={{ code: 'INTERNAL', ...texts.broken, why }}>
          <Button onClick={() => location.reload()}>{texts.reload}</Button>
        </FailureNotice>
      </div>
    )
  }
}
