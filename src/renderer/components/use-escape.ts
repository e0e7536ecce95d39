import { useEffect, useEffectEvent } from 'react'

/** Escape closes what is open beside the reader, wherever the focus is but in a dialog, a menu or the terminal. */
export const useEscape = (active: boolean, close: () => void): void => {
  const act = useEffectEvent(close)
  useEffect(() => {
    if (!active) return undefined
    const press = (event: KeyboardEvent): void => {
      const inside =
        event.target instanceof Element ? event.target.closest('.terminal, [role="listbox"], input') : null
      if (event.key === 'Escape' && !event.defaultPrevented && inside === null) act()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [active])
}
