import { useLayoutEffect } from 'react'

/** What stands below the view already, and a toast may lie on. */
const below = '.dock'
const property = '--toast-room'

/**
 * Keeps what failures would cover free, for as long as they stay: the view ends above them, so that its lowest rows and their buttons can
 * be reached. Those that go by themselves move nothing.
 */
export const useToastRoom = (stays: boolean): void => {
  useLayoutEffect(() => {
    const place = document.querySelector('.toast-place')
    if (!stays || place === null) return undefined
    const measure = (): void => {
      const dock = document.querySelector(below)?.getBoundingClientRect().height ?? 0
      // As far from the window's edge on both sides.
      const edge = 16
      const room = place.getBoundingClientRect().height + 2 * edge - dock
      document.documentElement.style.setProperty(property, `${String(Math.max(0, Math.ceil(room)))}px`)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(place)
    const dock = document.querySelector(below)
    if (dock !== null) observer.observe(dock)
    return () => {
      observer.disconnect()
      document.documentElement.style.removeProperty(property)
    }
  }, [stays])
}
