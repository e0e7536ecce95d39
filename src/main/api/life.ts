import type { LifeSettings, NewerVersion } from '../../shared/domain/life'
import { readClassroom } from '../home/classroom-file'
import type { Home } from '../home/home'
import type { Repository } from '../releases/repository'

/** What is undefined stays. */
type Choice = { readonly [K in keyof LifeSettings]?: LifeSettings[K] | undefined }

/** How the panel lives in the system: what the home remembers of it, and whether there is a newer version. */
export interface Life {
  read(): Promise<LifeSettings & { readonly releases: string | null }>
  choose(changes: Choice): Promise<void>
  newer(signal: AbortSignal): Promise<NewerVersion | null>
}

export interface LifeOptions {
  readonly home: () => Home
  readonly version: string
  /** The program's package.json; undefined for a program that looks for no versions. */
  readonly manifest: string | undefined
}

export const openLife = ({ home, version, manifest }: LifeOptions): Life => {
  let found: Promise<Repository | null> | undefined
  const repository = (): Promise<Repository | null> =>
    (found ??=
      manifest === undefined
        ? Promise.resolve(null)
        : import('../releases/repository').then(({ readRepository }) => readRepository(manifest)))
  let newer: ((signal: AbortSignal) => Promise<NewerVersion | null>) | undefined

  return {
    read: async () => {
      const { leaving, closing, newVersions } = await home().remembered()
      return { leaving, closing, newVersions, releases: (await repository())?.page ?? null }
    },
    choose: async ({ leaving, closing, newVersions }) => {
      await home().change({
        ...(leaving !== undefined && { leaving }),
        ...(closing !== undefined && { closing }),
        ...(newVersions !== undefined && { newVersions }),
      })
    },
    newer: async (signal) => {
      const place = await repository()
      if (place === null || !(await home().remembered()).newVersions) return null
      if ((await readClassroom(home().folder))?.settings.updates === 'off') return null
      const { openNewerVersion } = await import('../releases/newer-version')
      newer ??= openNewerVersion({ home, version, repository: place })
      return newer(signal)
    },
  }
}
