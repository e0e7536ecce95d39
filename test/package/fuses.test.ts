import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder'
import { filesBelow } from './support/files'
import { fuseStep } from './support/fuses'
import { folderOf, isLeftOut } from './support/packages'

const packages = inject('packages')

const declared = {
  RunAsNode: false,
  EnableCookieEncryption: false,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
}

/** What marks an Electron, fused or not. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/** The wire of the shipped Electron: version 1, nine fuses, all as they must not be. */
const nineFuses = (): Buffer =>
  Buffer.concat([
    Buffer.from('before it '),
    Buffer.from(sentinel),
    Buffer.from([1, 9]),
    Buffer.from(
      Object.values(declared)
        .map((state) => (state ? '0' : '1'))
        .join(''),
    ),
    Buffer.from(' behind it'),
  ])

describe('the fuse step of the build', () => {
  let folder: string
  let remove: () => Promise<void>
  beforeAll(async () => ({ folder, remove } = await temporaryFolder('fuses')))
  afterAll(() => remove?.())

  test('knows every fuse that there is, and sets and reads back all nine', async () => {
    const { names, readFuses, setFuses } = await fuseStep()
    expect([...names].sort()).toEqual(Object.keys(declared).sort())
    const file = join(folder, 'nine')
    await writeFile(file, nineFuses())
    await expect(setFuses(file, { older: false })).resolves.toBe(9)
    await expect(readFuses(file)).resolves.toEqual(declared)
    expect((await readFile(file)).length).toBe(nineFuses().length)
  })

  test('does not take an Electron that lacks one, unless it is told to', async () => {
    const { setFuses } = await fuseStep()
    const file = join(folder, 'eight')
    const eight = nineFuses()
    eight[eight.indexOf(sentinel) + sentinel.length + 1] = 8
    await writeFile(file, eight)
    await expect(setFuses(file, { older: false })).rejects.toThrow(/fuse/i)
    await expect(setFuses(file, { older: true })).resolves.toBe(8)
  })
})

const places = [
  { system: 'Linux', made: packages.linux, folder: 'linux-unpacked', file: 'realcave' },
  { system: 'Windows', made: packages.windows, folder: 'win-unpacked', file: 'RealCAVE.exe' },
]

describe.each(places)('the packaged program for $system', ({ made, folder, file }) => {
  test.skipIf(isLeftOut(made))('has every fuse of its Electron as it is declared', async () => {
    const { readFuses } = await fuseStep()
    const found = Object.entries(await readFuses(join(folderOf(made), folder, file)))
    const has = Object.fromEntries(found.filter(([, state]) => state !== undefined))
    // Those that the tests' Electrons have; the shipped one has two more, which the build insists on.
    expect(Object.keys(has)).toHaveLength(7)
    expect(declared).toMatchObject(has)
  })

  test.skipIf(isLeftOut(made))('is told apart from one with a fuse turned', async () => {
    const { readFuses } = await fuseStep()
    const { folder: place, remove } = await temporaryFolder('turned')
    try {
      const turned = join(place, file)
      await copyFile(join(folderOf(made), folder, file), turned)
      await flipFuses(turned, { version: FuseVersion.V1, [FuseV1Options.RunAsNode]: true })
      await expect(readFuses(turned)).resolves.toMatchObject({ RunAsNode: true })
    } finally {
      await remove()
    }
  })

  test.skipIf(isLeftOut(made))(
    'is the one Electron in its folder, and brings no program of another',
    async () => {
      const place = join(folderOf(made), folder)
      const names = await filesBelow(place)
      const electrons: string[] = []
      for (const name of names)
        if (!name.endsWith('.asar') && (await readFile(join(place, name))).includes(sentinel))
          electrons.push(name)
      expect(electrons).toEqual([file])
      expect(names.filter((name) => /default_app|elevate\.exe$/.test(name))).toEqual([])
    },
  )
})
