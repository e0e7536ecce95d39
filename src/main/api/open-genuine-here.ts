import path from 'node:path'
import type { EngineSearch } from '../engine/find-engine'
import type { Genuine } from '../fleet/genuine/open-genuine'
import type { CoreOptions } from './core-options'

/** The genuine fleet over this machine's engine, found once; while none is found, looked for again at each asking. */
export const genuineHere = (
  { home, resources, dashboard }: CoreOptions,
  find: () => Promise<EngineSearch>,
): (() => Promise<Genuine>) => {
  let opened: Promise<Genuine> | undefined
  const open = async (): Promise<Genuine> => {
    const { openGenuine } = await import('../fleet/genuine/open-genuine')
    const folder = path.dirname(resources)
    return openGenuine({ home, find, folder, dashboard, environment: process.env })
  }
  return () =>
    (opened ??= open().catch((error: unknown) => {
      opened = undefined
      throw error
    }))
}
