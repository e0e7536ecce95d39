import type { FleetKind } from '../../shared/domain/fleet'
import type { ErrorInfo } from '../../shared/errors'
import { demandAsSet, readClassroom } from '../home/classroom-file'
import type { Home } from '../home/home'
import { openHome } from '../home/home'
import { readWanted } from '../home/wanted'
import type { KitsAtHand } from '../kit/first-kit'

export interface HomeOptions {
  readonly home?: string | undefined
  readonly port?: number | undefined
  readonly project?: string | undefined
  readonly fleet?: FleetKind | undefined
  /** What a classroom's kit has set need not be readable, nor is one taken: the home is to go. */
  readonly leaving?: boolean | undefined
  /** Where a kit may lie that a new home is set up from. */
  readonly kits?: KitsAtHand
}

/**
 * The home with what was given for this run only: it holds for the run, and is remembered when a fleet came up with it. What a start
 * that did not come to its end was given holds until it is started again or stopped: both then mean the same fleet. What a classroom's kit
 * has set wins over all, and something else is refused.
 */
export const openHomeWith = async (
  options: HomeOptions,
  warn: (warning: ErrorInfo) => void,
): Promise<Home> => {
  const opened = await openHome({ folder: options.home, warn })
  const wanted = await readWanted(opened)
  const kits = options.leaving === true ? undefined : options.kits
  if (wanted === null && kits !== undefined) {
    const { takeFirstKit } = await import('../kit/first-kit')
    await takeFirstKit(opened, kits, warn)
  }
  const set = readClassroom(opened.folder)
  const classroom = await (options.leaving === true ? set.catch(() => null) : set)
  demandAsSet(classroom, options)
  const settings =
    wanted === null || wanted.start === null
      ? opened.settings
      : {
          ...opened.settings,
          ...wanted.start,
          fleet: wanted.fleet,
          because: wanted.fleet === opened.settings.fleet ? opened.settings.because : null,
        }
  return {
    ...opened,
    settings: {
      ...settings,
      port: classroom?.settings.port ?? options.port ?? settings.port,
      project: classroom?.settings.project ?? options.project ?? settings.project,
    },
  }
}
