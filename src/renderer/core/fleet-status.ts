import { create } from 'zustand'
import type { FleetStatus } from '../../shared/domain/fleet'
import type { ErrorInfo } from '../../shared/errors'

export interface FleetState {
  /** Null until the core has looked for the first time. */
  readonly status: FleetStatus | null
  readonly link: 'open' | 'lost'
  readonly error: ErrorInfo | null
  /** Why changes of the data are not told, so that what is shown of it may be old; null while they are, or there is no fleet. */
  readonly unheard: ErrorInfo | null
  /** Changes when the fleet is to be looked at anew, without waiting for the next try. */
  readonly round: number
}

/** The fleet as last observed; `FleetWatch` is its one writer. */
export const useFleet = create<FleetState>()(() => ({
  status: null,
  link: 'open',
  error: null,
  unheard: null,
  round: 0,
}))

/** Something that the fleet needs has come about: it is looked at anew at once. */
export const lookAgain = (): void => useFleet.setState(({ round }) => ({ round: round + 1 }))

/** It starts again, since a part of it was lost: no start that anybody asked for. */
export const isBeingMended = ({ phase, healing }: FleetStatus): boolean =>
  phase === 'starting' && healing?.state === 'under-way'

/** Whether the panel's own program is reached: without it everything shown is what it told last. */
export const isReached = ({ link }: Pick<FleetState, 'link'>): boolean => link === 'open'

/** Nothing more can be asked of the fleet now: a work goes on, or nobody is there to do it. */
export const takesNoWork = ({ status, link }: Pick<FleetState, 'status' | 'link'>): boolean =>
  status === null || status.job !== null || !isReached({ link })

export const isUsable = (status: FleetStatus | null): boolean =>
  status !== null && (status.phase === 'ready' || status.phase === 'degraded')
