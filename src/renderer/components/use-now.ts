import { useEffect, useReducer } from 'react'
import { isReached, useFleet } from '../core/fleet-status'

/**
 * The clock, once a second and only while something on screen counts with it. It stands while the panel's own program is not
 * reached: nobody knows then that what it counts goes on.
 */
export const useNow = (counts: boolean, every = 1000): number => {
  const reached = useFleet(isReached)
  const running = counts && reached
  const [now, tick] = useReducer(
    () => Date.now(),
    undefined,
    () => Date.now(),
  )
  useEffect(() => {
    if (!running) return undefined
    const first = setTimeout(tick, 0)
    const timer = setInterval(tick, every)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [running, every])
  return now
}
