import { create } from 'zustand'
import type { FleetStatus } from '../../shared/domain/fleet'
import type { ErrorInfo } from '../../shared/errors'

interface FleetState {
  /** Null until the core has looked for the first time. */
  readonly status: FleetStatus | null
  readonly link: 'open' | 'lost'
  readonly error: ErrorInfo | null
}

/** The fleet as last observed; `FleetWatch` is its one writer. */
export const useFleet = create<FleetState>()(() => ({ status: null, link: 'open', error: null }))

export const isUsable = (status: FleetStatus | null): boolean =>
  status !== null && (status.phase === 'ready' || status.phase === 'degraded')
