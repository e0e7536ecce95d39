import type { FleetKind } from '../../shared/domain/fleet'
import type { ErrorInfo } from '../../shared/errors'
import type { Home, SelfCommand } from '../home/home'

/** What a core is opened with, whichever the transport. */
export interface CoreOptions {
  readonly home: Home
  readonly self: SelfCommand
  /** What a shell calls the command line by. */
  readonly command: readonly string[]
  /** The folder of lessons, cheat-sheet and Python requirements; packages with native files are found from there. */
  readonly resources: string
  /** The folder of the built dashboard. */
  readonly dashboard: string
  readonly shell: 'electron' | 'browser'
  readonly version: string
  /** Wins over the fleet last used in this home. */
  readonly fleet?: FleetKind | undefined
  /** Told of what was wrong and went on all the same. */
  readonly warn: (warning: ErrorInfo) => void
}
