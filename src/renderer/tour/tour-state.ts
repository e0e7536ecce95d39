import { z } from 'zod'
import { create } from 'zustand'
import { recall, remember } from '../design/remember'
import { go } from '../views/route'
import { tourTexts } from './texts'

const saved = z.object({
  /** Counted from 0; null where no tour goes on. */
  stop: z
    .number()
    .int()
    .min(0)
    .max(tourTexts.stops.length - 1)
    .nullable(),
})

type TourState = z.infer<typeof saved>

/** Where the tour is; a reload goes on there. */
export const useTour = create<TourState>()(() => recall('tour', saved, { stop: null }))

const keep = (stop: number | null): void => {
  useTour.setState({ stop })
  remember('tour', { stop })
}

/** To one of its stops, and the view that it tells of. Beyond the last it ends. */
export const tourTo = (stop: number): void => {
  const found = tourTexts.stops[stop]
  if (found === undefined) return keep(null)
  keep(stop)
  go(found.view)
}

export const startTour = (): void => tourTo(0)
export const endTour = (): void => keep(null)
