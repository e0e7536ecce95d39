import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ended, Wine } from './wine'

/** A drive C: of a machine on which nothing was installed yet. */
export interface WindowsDrive {
  /** Its folder here, for who starts programs on it. */
  readonly folder: string
  /** A path on C: as this machine has it. */
  here(...names: readonly string[]): string
  isThere(...names: readonly string[]): Promise<boolean>
  /** Runs a program to its end. */
  run(program: string, ...words: readonly string[]): Promise<Ended>
  /** A value of the registry, of a key or one below it. */
  registry(key: string, name: string): Promise<string | undefined>
  close(): Promise<void>
}

export const openDrive = async (wine: Wine, folder: string): Promise<WindowsDrive> => {
  const run = (program: string, ...words: readonly string[]): Promise<Ended> =>
    wine.run(folder, program, ...words)
  const here = (...names: readonly string[]): string => join(folder, 'drive_c', ...names)
  await run('wineboot', '-i')
  // Pages and boxes of installers are there, and nobody has to see them.
  await run('reg', 'add', 'HKCU\\Software\\Wine\\Drivers', '/v', 'Graphics', '/d', 'null', '/f')
  return {
    folder,
    here,
    isThere: (...names) =>
      access(here(...names)).then(
        () => true,
        () => false,
      ),
    run,
    registry: async (key, name) => {
      const { out } = await run('reg', 'query', key, '/s')
      return new RegExp(`^\\s+${name}\\s+REG_\\w+\\s+(.*?)\\r?$`, 'm').exec(out)?.[1]
    },
    close: async () => {
      await run('wineboot', '-k')
    },
  }
}
