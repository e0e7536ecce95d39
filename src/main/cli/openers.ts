import { kitsAtHand } from '../api/classroom'
import { openCore } from '../api/open-core'
import { openHomeWith } from '../api/open-home'
import type { Openers } from './run'

/** The real home and core. */
export const productOpeners: Openers = {
  home: async ({ home, port, project, fleet, leaving }, program, output) => {
    const kits = await kitsAtHand(program.resources, process.env)
    return openHomeWith({ home, port, project, fleet, leaving, kits }, (warning) => output.warning(warning))
  },
  core: async (home, options, program, output) =>
    openCore({
      home,
      self: program.self,
      command: program.command,
      resources: program.resources,
      dashboard: program.dashboard,
      shell: 'browser',
      version: program.version,
      manifest: program.manifest,
      fleet: options.fleet,
      warn: (warning) => output.warning(warning),
    }),
}
