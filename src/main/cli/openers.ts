import { openCore } from '../api/open-core'
import { openHome } from '../home/home'
import type { Openers } from './run'

/** The real home and core. */
export const productOpeners: Openers = {
  async home(options, output) {
    const opened = await openHome({ folder: options.home, warn: (warning) => output.warning(warning) })
    const { port, project } = options
    if (port === undefined && project === undefined) return opened
    const { settings } = opened
    // What was given behind this verb holds for it; it is remembered when a fleet is started with it.
    return {
      ...opened,
      settings: { ...settings, port: port ?? settings.port, project: project ?? settings.project },
    }
  },
  core: async (home, options, program, output) =>
    openCore({
      home,
      self: program.self,
      resources: program.resources,
      shell: 'browser',
      version: program.version,
      fleet: options.fleet,
      warn: (warning) => output.warning(warning),
    }),
}
