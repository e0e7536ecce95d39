import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

type States = Readonly<Record<string, boolean | undefined>>

interface Fuses {
  /** By its number, what each is to be. */
  readonly fuses: Readonly<Record<string, boolean>>
  readonly names: readonly string[]
  readFuses(executable: string): Promise<States>
  setFuses(executable: string, options: { readonly older: boolean }): Promise<number>
}

/** The fuse step of the build. */
export const fuseStep = (): Promise<Fuses> => import(pathToFileURL(resolve('scripts/package/fuses.mjs')).href)
