import type { ReactNode } from 'react'
import type { Failure } from '../../shared/errors'
import { Skeleton } from '../components/notice'
import { ReadFailure } from '../components/read-failure'
import { isUsable, useFleet } from '../core/fleet-status'
import { FleetDown } from './fleet-down'
import { NotLive } from './not-live'

/** What was read, as far as it is: of one question or of several. */
export interface Reading<T> {
  readonly data: T | undefined
  readonly error: Failure | null
  readonly refetch: () => unknown
}

interface FromFleetProps<T> {
  readonly label: string
  readonly answer: Reading<T>
  /** Why nothing is here without a fleet. */
  readonly down: string
  readonly reading: string
  readonly children: (read: T) => ReactNode
}

/** What a view reads of the fleet; before it is there, whatever stands in its way. */
export const FromFleet = <T,>({ label, answer, down, reading, children }: FromFleetProps<T>) => {
  const usable = useFleet((fleet) => isUsable(fleet.status))
  if (!usable) return <FleetDown label={label}>{down}</FleetDown>
  if (answer.error !== null) return <ReadFailure error={answer.error.info} onRetry={() => answer.refetch()} />
  if (answer.data === undefined) return <Skeleton lines={8} label={reading} />
  return (
    <>
      <NotLive />
      {children(answer.data)}
    </>
  )
}
