import { useEffect, useReducer } from 'react'

/** The clock, once a second and only while something on screen counts with it. */
export const useNow = (running: boolean, every = 1000): number => {
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
