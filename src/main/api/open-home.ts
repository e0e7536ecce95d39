import type { ErrorInfo } from '../../shared/errors'
import type { Home } from '../home/home'
import { openHome } from '../home/home'

export interface HomeOptions {
  readonly home: string | undefined
  readonly port: number | undefined
  readonly project: string | undefined
}

/** The home with what was given for this run only: it holds for the run, and is remembered when a fleet is started with it. */
export const openHomeWith = async (
  options: HomeOptions,
  warn: (warning: ErrorInfo) => void,
): Promise<Home> => {
  const opened = await openHome({ folder: options.home, warn })
  const { settings } = opened
  return {
    ...opened,
    settings: {
      ...settings,
      port: options.port ?? settings.port,
      project: options.project ?? settings.project,
    },
  }
}
