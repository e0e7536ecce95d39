import { useEffect, useRef, type RefObject } from 'react'

/** Whether the view that uses this is gone: what comes of its calls after that is told elsewhere. */
export const useGone = (): Readonly<RefObject<boolean>> => {
  const gone = useRef(false)
  useEffect(() => {
    gone.current = false
    return () => void (gone.current = true)
  }, [])
  return gone
}
