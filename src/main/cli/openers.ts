import { openCore } from '../api/open-core'
import { openHomeWith } from '../api/open-home'
import type { Openers } from './run'

/** The real home and core. */
export const productOpeners: Openers = {
  home: ({ home, port, project }, output) =>
    openHomeWith({ home, port, project }, (warning) => output.warning(warning)),
  core: async (home, options, program, output) =>
    openCore({
      home,
      self: program.self,
      command: program.command,
      resources: program.resources,
      dashboard: program.dashboard,
      shell: 'browser',
      version: program.version,
      fleet: options.fleet,
      warn: (warning) => output.warning(warning),
    }),
}
