import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { Answer } from '../../shared/contract'
import { isUsable, useFleet } from './fleet-status'
import { useStream } from './use-stream'
import { historiesByChange, isOfFleet, readByChange, readByCount } from './stale'
import { coalesce } from './coalesce'
import { oneAtATime } from './one-at-a-time'

/** Milliseconds before all rows are counted again: those in view come first, and a stream of changes is counted once. */
const countPause = 400

/** Keeps the fleet's status and everything that was read of its data true. Renders nothing. */
export const FleetWatch = (): null => {
  const client = useQueryClient()
  const usable = useFleet((fleet) => isUsable(fleet.status))
  const watch = useStream('fleet.watch', undefined, (status) => useFleet.setState({ status }))
  const countAgain = useMemo(
    () =>
      coalesce(() => {
        for (const filter of readByCount) void client.invalidateQueries(filter)
      }, countPause),
    [client],
  )
  useEffect(() => () => countAgain.stop(), [countAgain])
  const readHistories = useMemo(
    () =>
      oneAtATime<Answer<'data.changes'>>((changes) =>
        Promise.all(changes.map((change) => client.invalidateQueries(historiesByChange(change)))),
      ),
    [client],
  )
  const changes = useStream('data.changes', usable ? undefined : null, (change) => {
    for (const filter of readByChange(change)) void client.invalidateQueries(filter)
    readHistories(change)
    countAgain()
  })

  useEffect(() => useFleet.setState({ link: watch.link, error: watch.error }), [watch.link, watch.error])
  useEffect(() => useFleet.setState({ unheard: usable ? changes.error : null }), [usable, changes.error])
  useEffect(() => {
    // Another fleet, or none: nothing that was read of the one before is known to be true.
    if (usable) void client.invalidateQueries({ predicate: isOfFleet })
    else client.removeQueries({ predicate: isOfFleet })
  }, [client, usable])
  useEffect(() => {
    // Where nobody answers, what was read last is better than a failure in its place.
    if (changes.link === 'lost' && watch.link === 'open')
      void client.invalidateQueries({ queryKey: ['tables.list'] })
  }, [client, changes.link, watch.link])
  return null
}
