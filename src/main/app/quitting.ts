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
}

export const createQuitting = (parts: QuittingParts): Quitting => {
  let state: 'open' | 'deciding' | 'decided' = 'open'
  const isDecided = (): boolean => state === 'decided'

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
      return isDecided() || parts.notStopped(toFailure(error, 'The fleet was not stopped.').info)
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
  }
}
