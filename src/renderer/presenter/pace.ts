import { z } from 'zod'
import { create } from 'zustand'
import { recall, remember } from '../design/remember'

const saved = z.object({ keyTime: z.number().int().min(4).max(120) })

interface Pace extends z.infer<typeof saved> {
  /** At once and with no pauses: for going through a lesson alone. Not remembered, since an audience would see it. */
  readonly rehearsal: boolean
}

/** Milliseconds from key to key, slow first. */
const speeds = [80, 40, 24, 16, 8] as const

export const usePace = create<Pace>()(() => ({
  ...recall('typing', saved, { keyTime: 24 }),
  rehearsal: false,
}))

export const setPace = (pace: Pace): void => {
  usePace.setState(pace)
  remember('typing', { keyTime: pace.keyTime })
}

/** The next slower (-1) or faster (1) one. */
export const nextSpeed = (keyTime: number, by: -1 | 1): number => {
  const at = speeds.findIndex((speed) => speed <= keyTime)
  const here = at === -1 ? speeds.length - 1 : at
  return speeds[Math.min(Math.max(here + by, 0), speeds.length - 1)] ?? keyTime
}
