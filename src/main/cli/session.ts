import type { Core } from '../api/core'
import type { FleetController } from '../fleet/controller'
import type { Home, SelfCommand } from '../home/home'
import type { FleetKind } from '../../shared/domain/fleet'
import type { Io } from './io'
import type { Output } from './output'

/** Where the program lies: the source folder, or the installed app. */
export interface Program {
  readonly version: string
  /** Its package.json. */
  readonly manifest: string
  readonly self: SelfCommand
  /** What a shell calls it by. */
  readonly command: readonly string[]
  /** The folder of lessons, cheat-sheet and Python requirements; packages with native files are found from there. */
  readonly resources: string
  /** The folder of the built panel. */
  readonly panel: string
  /** The folder of the built dashboard. */
  readonly dashboard: string
}

/** What may stand behind every verb. */
export interface CommonOptions {
  readonly fleet?: FleetKind | undefined
  readonly project?: string | undefined
  readonly home?: string | undefined
  readonly port?: number | undefined
  readonly json: boolean
  readonly yes: boolean
  /** The home is to go, whatever a classroom's kit has set in it. */
  readonly leaving?: boolean
}

/** What a verb works with. Home and core are opened when they are first asked for, and closed when the verb has ended. */
export interface Session {
  readonly program: Program
  readonly options: CommonOptions
  readonly io: Io
  readonly output: Output
  readonly signal: AbortSignal
  home(): Promise<Home>
  core(): Promise<Core>
  controller(): Promise<FleetController>
}

/** What a verb answers: its exit status; nothing is 0. */
export type Verb = Promise<number | undefined>
