import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileFailure } from '../home/file-failure'
import type { Home } from '../home/home'
import { packDiagnostics, type BundleFile } from './diagnostics'

const ownName = (): string =>
  `realcave-diagnostics-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.zip`

/** Not the current folder: a command may be given in somebody's repository. */
const placeInHome = (home: Home): string => home.path('diagnostics', ownName())

/** Readable by this user alone. Tells its size. */
export const saveInHome = async (
  home: Home,
  files: readonly BundleFile[],
): Promise<{ readonly file: string; readonly bytes: number }> => {
  const file = placeInHome(home)
  const bundle = packDiagnostics(files)
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await writeFile(file, bundle, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    throw fileFailure(file, error)
  }
  return { file, bytes: bundle.byteLength }
}
