import type { FleetStatus } from '../../shared/domain/fleet'
import type { Leaving } from '../../shared/domain/life'
import { toFailure, type ErrorInfo } from '../../shared/errors'

export interface Answer {
  readonly wish: 'keep' | 'stop' | 'stay'
  readonly remember: boolean
}

export interface QuittingParts {
  /** The fleet, where one is known to run. */
  running(): FleetStatus | null
  leaving(): Promise<Leaving>
  remember(leaving: Leaving): Promise<void>
  ask(fleet: FleetStatus): Promise<Answer>
  stop(): Promise<void>
  /** It could not be stopped: whether the program ends all the same. */
  notStopped(error: ErrorInfo): Promise<boolean>
  quit(): void
}

/** The end of the program, which may have to wait for an answer. */
export interface Quitting {
  /** Whether it may end now. If not, what is needed has begun, and `quit` is called where that ends in leaving. */
  mayEnd(): boolean
  /** The system shuts down, or the user logs off: nothing is asked, and nothing held up. */
  systemEnds(): void
  /** The same is asked for. Where the program is still there after a while, it was called off, and all is as before. */
  systemMayEnd(): void
}

/** By then a shutdown has come to this program, or never does. */
const announcedMilliseconds = 60_000

export const createQuitting = (parts: QuittingParts, now: () => number = Date.now): Quitting => {
  let state: 'open' | 'deciding' | 'decided' = 'open'
  let announcedAt = Number.NEGATIVE_INFINITY
  const isDecided = (): boolean => state === 'decided'
  const isAnnounced = (): boolean => now() - announcedAt < announcedMilliseconds

  const remembered = (): Promise<Leaving> =>
    // A home that cannot be read now is no reason to decide over a person's head.
    parts.leaving().catch(() => 'ask')

  const wishFor = async (fleet: FleetStatus): Promise<Answer['wish']> => {
    const leaving = await remembered()
    if (leaving !== 'ask') return leaving
    const { wish, remember } = await parts.ask(fleet)
    // What was answered holds now, whether or not it can be written down.
    if (remember && wish !== 'stay') await parts.remember(wish).catch(() => undefined)
    return wish
  }

  const stopped = async (): Promise<boolean> => {
    try {
      await parts.stop()
      return true
    } catch (error) {
      return (
        isDecided() || isAnnounced() || parts.notStopped(toFailure(error, 'The fleet was not stopped.').info)
      )
    }
  }

  const decide = async (fleet: FleetStatus): Promise<void> => {
    const wish = await wishFor(fleet)
    const leaves = wish === 'keep' || (wish === 'stop' && (await stopped()))
    // The system may have ended it all meanwhile.
    if (isDecided()) return
    state = leaves ? 'decided' : 'open'
    if (leaves) parts.quit()
  }

  return {
    mayEnd: () => {
      if (isAnnounced()) return true
      if (state !== 'open') return isDecided()
      const fleet = parts.running()
      if (fleet === null) return true
      state = 'deciding'
      void decide(fleet)
      return false
    },
    systemEnds: () => {
      state = 'decided'
    },
    systemMayEnd: () => {
      announcedAt = now()
    },
  }
}
