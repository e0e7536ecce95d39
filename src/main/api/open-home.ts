import type { ErrorInfo } from '../../shared/errors'
import type { Home } from '../home/home'
import { openHome } from '../home/home'
import { readWanted } from '../home/wanted'

export interface HomeOptions {
  readonly home: string | undefined
  readonly port: number | undefined
  readonly project: string | undefined
}

/**
 * The home with what was given for this run only: it holds for the run, and is remembered when a fleet came up with it. What a start
 * that did not come to its end was given holds until it is started again or stopped: both then mean the same fleet.
 */
export const openHomeWith = async (
  options: HomeOptions,
  warn: (warning: ErrorInfo) => void,
): Promise<Home> => {
  const opened = await openHome({ folder: options.home, warn })
  const wanted = await readWanted(opened)
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
      port: options.port ?? settings.port,
      project: options.project ?? settings.project,
    },
  }
}
