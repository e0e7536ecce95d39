import type { Sources } from '../doctor/diagnostics'
import type { Core } from './core'

type Asked = Pick<Core, 'controller' | 'panel' | 'data'>

const newestLines = 2000

/** What a bundle is made of, asked of the core as a panel asks. */
export const diagnosticsSources = (core: Asked, about: Pick<Sources, 'version' | 'homeFolder'>): Sources => ({
  ...about,
  status: async (signal) => (await core.controller()).status(signal),
  checks: async (signal) => (await core.panel())['doctor.run'](undefined, signal),
  versions: async (signal) => (await core.data())['versions.list'](undefined, signal),
  docker: async (signal) => (await core.panel()).docker(signal),
  async *logs(service, signal) {
    yield* (await core.controller()).logs(service, newestLines, signal)
  },
})
