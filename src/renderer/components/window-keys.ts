import { useEffect, useEffectEvent } from 'react'

/** Hears every key of this window first; one that is taken (true) goes no further. */
export const useWindowKeys = (taken: (event: KeyboardEvent) => boolean): void => {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (!taken(event)) return
    event.preventDefault()
    event.stopPropagation()
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => pressed(event)
    addEventListener('keydown', hear, { capture: true })
    return () => removeEventListener('keydown', hear, { capture: true })
  }, [])
}
