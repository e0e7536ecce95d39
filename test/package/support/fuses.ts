import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

type States = Readonly<Record<string, boolean | undefined>>

interface Fuses {
  readonly names: readonly string[]
  readonly readFuses: (executable: string) => Promise<States>
  readonly setFuses: (executable: string, options: { readonly older: boolean }) => Promise<number>
}

/** The fuse step of the build. */
export const fuseStep = (): Promise<Fuses> => import(pathToFileURL(resolve('scripts/package/fuses.mjs')).href)
