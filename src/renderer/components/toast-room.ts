import { useLayoutEffect } from 'react'

/** What stands below the view; toasts begin on its upper edge. */
const below = '.dock'
/** Between the view and the toasts. */
const gap = 8
/** The view keeps at least so much of what it has. */
const share = 0.5

const page = document.documentElement.style

/** The ref of what stands below the view: toasts lie on its upper edge, however high it is. */
export const keepBelowToasts = (element: HTMLElement): (() => void) => {
  const measure = (): void =>
    page.setProperty('--below-view', `${String(element.getBoundingClientRect().height)}px`)
  measure()
  const observer = new ResizeObserver(measure)
  observer.observe(element)
  return () => {
    observer.disconnect()
    page.removeProperty('--below-view')
  }
}

/**
 * Keeps what failures would cover free, for as long as they stay: the view ends above them, so that its lowest rows and their buttons can
 * be reached. Those that go by themselves move nothing.
 */
export const useToastRoom = (stays: boolean): void => {
  useLayoutEffect(() => {
    const place = document.querySelector('.toast-place')
    if (!stays || place === null) return undefined
    const measure = (): void => {
      const end = document.querySelector(below)?.getBoundingClientRect().top ?? innerHeight
      const room = Math.max(0, end - place.getBoundingClientRect().top + gap)
      const most = end * share
      page.setProperty('--toast-room', `${String(Math.ceil(Math.min(room, most)))}px`)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(place)
    const dock = document.querySelector(below)
    if (dock !== null) observer.observe(dock)
    return () => {
      observer.disconnect()
      page.removeProperty('--toast-room')
    }
  }, [stays])
}
