import { z } from 'zod'
import { create } from 'zustand'
import { useClassroom } from '../classroom/classroom'
import { recall, remember } from '../design/remember'

const saved = z.object({ keyTime: z.number().int().min(4).max(120) })

interface Pace extends z.infer<typeof saved> {
  /** At once and with no pauses: for going through a lesson alone. Not remembered, since an audience would see it. */
  readonly rehearsal: boolean
}

interface PaceState extends Pace {
  /** By a classroom: the typing speed cannot be chosen then. */
  readonly set: boolean
}

/** Milliseconds from key to key, slow first. */
const speeds = [80, 40, 24, 16, 8] as const

const own = (): z.infer<typeof saved> => recall('typing', saved, { keyTime: 24 })

export const usePace = create<PaceState>()(() => ({
  ...own(),
  rehearsal: false,
  set: false,
}))

export const setPace = ({ keyTime, rehearsal }: Pace): void => {
  usePace.setState({ rehearsal })
  if (usePace.getState().set) return
  usePace.setState({ keyTime })
  remember('typing', { keyTime })
}

/** As a classroom has it, in milliseconds from key to key; undefined: it is the user's own again. */
export const setTyping = (keyTime: number | undefined): void => {
  if (keyTime !== undefined) usePace.setState({ keyTime, set: true })
  else if (usePace.getState().set) usePace.setState({ ...own(), set: false })
}

const followClassroom = (): void => setTyping(useClassroom.getState().now?.settings.typing)
followClassroom()
useClassroom.subscribe(followClassroom)

/** The next slower (-1) or faster (1) one. */
export const nextSpeed = (keyTime: number, by: -1 | 1): number => {
  const at = speeds.findIndex((speed) => speed <= keyTime)
  const here = at === -1 ? speeds.length - 1 : at
  return speeds[Math.min(Math.max(here + by, 0), speeds.length - 1)] ?? keyTime
}
