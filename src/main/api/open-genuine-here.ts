import path from 'node:path'
import type { EngineSearch } from '../engine/find-engine'
import type { Genuine } from '../fleet/genuine/open-genuine'
import type { Home } from '../home/home'
import { kitBundle } from './classroom'
import type { CoreOptions } from './core-options'

/** The genuine fleet over this machine's engine, found once for a place of the home; while none is found, looked for again at each asking. */
export const genuineHere = (
  { resources, dashboard }: Pick<CoreOptions, 'resources' | 'dashboard'>,
  home: () => Home,
  find: () => Promise<EngineSearch>,
): (() => Promise<Genuine>) => {
  let opened: Promise<Genuine> | undefined
  let openedFor: Home | undefined
  const open = async (at: Home): Promise<Genuine> => {
    const { openGenuine } = await import('../fleet/genuine/open-genuine')
    const folder = path.dirname(resources)
    const bundle = (): Promise<string | null> => kitBundle(at.folder)
    return openGenuine({ home: at, find, folder, dashboard, environment: process.env, bundle })
  }
  return () => {
    // Its project and its port are those of the home.
    if (openedFor !== home()) opened = undefined
    openedFor = home()
    return (opened ??= open(openedFor).catch((error: unknown) => {
      opened = undefined
      throw error
    }))
  }
}
