import path from 'node:path'
import type { Genuine } from '../fleet/genuine/open-genuine'
import type { CoreOptions } from './core-options'

/** An engine that is there answers in milliseconds; one that hangs must not hold up the practice fleet. */
export const engineLookMilliseconds = 10_000

/** The genuine fleet over this machine's engine, found once; while none is found, looked for again at each asking. */
export const genuineHere = ({ home, resources, dashboard }: CoreOptions): (() => Promise<Genuine>) => {
  let opened: Promise<Genuine> | undefined
  const open = async (): Promise<Genuine> => {
    const { openGenuine } = await import('../fleet/genuine/open-genuine')
    const source = { home, folder: path.dirname(resources), dashboard, environment: process.env }
    return openGenuine(source, AbortSignal.timeout(engineLookMilliseconds))
  }
  return () =>
    (opened ??= open().catch((error: unknown) => {
      opened = undefined
      throw error
    }))
}
