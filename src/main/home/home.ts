import type { FleetKind } from '../../shared/domain/fleet'

/** What one installation remembers between runs. */
export interface Settings {
  /** Random, made once; the `realcave.home` label of everything that is ours. */
  readonly id: string
  readonly port: number
  readonly project: string
  /** The fleet last used here; null before the first. */
  readonly fleet: FleetKind | null
}

/** The folder of one installation's state. Everything in it is written to a temporary name, then renamed. */
export interface Home {
  readonly folder: string
  readonly settings: Settings
  /** An absolute path below the home. */
  path(...segments: readonly string[]): string
  change(settings: Partial<Omit<Settings, 'id'>>): Promise<Home>
}

/** How this program starts itself again with other arguments: node and bin/realcave.mjs, or the installed app. */
export interface SelfCommand {
  readonly file: string
  /** Come before the verb. */
  readonly arguments: readonly string[]
}
