import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder'
import { run } from './support/kept'
import { isLeftOut } from './support/packages'
import { smallInstaller, type SmallInstaller } from './support/small-installer'
import { windowsPath, type Ended } from './support/wine'
import { openDrive, type WindowsDrive } from './support/windows-drive'

const { windows } = inject('packages')

const isHome = 14
const appData = 'users/root/AppData/Roaming'

/** What people keep in folders in which something is installed, some of it called as what an installer brings. */
const strangers = {
  'thesis.docx': 'a year',
  'work/data.csv': '1,2,3',
  'bin/own.cmd': '@echo mine',
  'resources/slides.pptx': 'CAVE day',
} as const

describe.skipIf(isLeftOut(windows))('the folder that is installed into', () => {
  let remove: () => Promise<void>
  let small: SmallInstaller
  let drive: WindowsDrive
  let older: string
  let newer: string
  let walker: string

  beforeAll(async () => {
    const place = await temporaryFolder('installer-folder')
    remove = place.remove
    small = await smallInstaller(place.folder)
    older = windowsPath(await small.setup('0.9.0'))
    newer = windowsPath(await small.setup('0.10.0'))
    walker = join(place.folder, 'walk-setup.exe')
    await run('makensis', ['-V1', `-DOUT=${walker}`, resolve('test/package/support/walk-setup.nsi')])
    drive = await openDrive(small.wine, join(place.folder, 'drive'))
  }, 300_000)
  afterAll(async () => {
    await drive?.close()
    await remove?.()
  })

  const fill = async (folder: string): Promise<void> => {
    for (const [name, content] of Object.entries(strangers)) {
      await mkdir(dirname(drive.here(folder, name)), { recursive: true })
      await writeFile(drive.here(folder, name), content)
    }
  }
  const demandStrangers = async (folder: string): Promise<void> => {
    for (const [name, content] of Object.entries(strangers))
      await expect(readFile(drive.here(folder, name), 'utf8')).resolves.toBe(content)
  }
  const silently = (setup: string, ...words: readonly string[]): Promise<Ended> =>
    drive.run(setup, '/S', ...words)
  /** Whether it could be installed there. */
  const byHand = async (setup: string, folder: string): Promise<boolean> => {
    await drive.run(windowsPath(walker), `/SETUP=${setup}`, `/TO=${folder}`)
    return readFile(join(dirname(walker), 'refused.txt')).then(
      () => false,
      () => true,
    )
  }
  const uninstall = async (folder: string): Promise<void> => {
    const ended = await drive.run(
      `C:\\${folder.replaceAll('/', '\\')}\\Uninstall RealCAVE.exe`,
      '/S',
      `_?=C:\\${folder.replaceAll('/', '\\')}`,
    )
    expect(ended).toMatchObject({ status: 0 })
    expect(await drive.isThere(folder, 'RealCAVE.exe')).toBe(false)
    // It cannot remove itself while it runs from its place.
    await rm(drive.here(folder, 'Uninstall RealCAVE.exe'), { force: true })
  }
  const version = (folder: string): Promise<string> => readFile(drive.here(folder, 'version.txt'), 'utf8')

  test.each([
    { how: 'told to', install: (setup: string) => silently(setup, '/D=C:\\Tools') },
    { how: 'asked for in the dialog', install: (setup: string) => byHand(setup, 'C:\\Tools') },
  ])(
    '$how, it makes a folder of its own in one that holds other things, and leaves them',
    async ({ install }) => {
      await fill('Tools')
      await install(older)
      expect(await version('Tools/RealCAVE')).toBe('0.9.0')
      await install(newer)
      expect(await version('Tools/RealCAVE')).toBe('0.10.0')
      await uninstall('Tools/RealCAVE')
      expect(await readdir(drive.here('Tools', 'RealCAVE'))).toEqual([])
      await demandStrangers('Tools')
      await rm(drive.here('Tools'), { recursive: true })
    },
  )

  test('replaces and removes what it brought by name, whatever else came into its folder', async () => {
    await fill('course/RealCAVE')
    await silently(older, '/D=C:\\course\\RealCAVE')
    await silently(newer)
    expect(await version('course/RealCAVE')).toBe('0.10.0')
    await demandStrangers('course/RealCAVE')
    await uninstall('course/RealCAVE')
    expect((await readdir(drive.here('course/RealCAVE'))).sort()).toEqual([
      'bin',
      'resources',
      'thesis.docx',
      'work',
    ])
    await demandStrangers('course/RealCAVE')
  })

  test('without the list of what it brought, the program goes and everything else stays', async () => {
    await silently(newer, '/D=C:\\course\\RealCAVE')
    await rm(drive.here('course/RealCAVE/installed-files.txt'))
    await uninstall('course/RealCAVE')
    await demandStrangers('course/RealCAVE')
    expect(await drive.isThere('course/RealCAVE/resources/app.asar')).toBe(true)
  })

  test('is never one of the data: silently a status says so, in the dialog the page cannot be left', async () => {
    const roaming = 'C:\\users\\root\\AppData\\Roaming'
    for (const named of [
      roaming,
      `${roaming}\\RealCAVE`,
      `${roaming}\\RealCAVE\\`,
      `${roaming}\\realcave\\app`,
    ])
      await expect(silently(newer, `/D=${named}`)).resolves.toMatchObject({ status: isHome })
    await expect(byHand(newer, roaming)).resolves.toBe(false)
    await mkdir(drive.here('data'))
    await writeFile(drive.here('data', 'home.json'), '{}')
    await expect(silently(newer, '/D=C:\\data')).resolves.toMatchObject({ status: isHome })
    const inHome = await readdir(drive.here(appData, 'RealCAVE'), { recursive: true }).catch(() => [])
    expect(inHome).toEqual([])
    expect(await readdir(drive.here('data'))).toEqual(['home.json'])
  })

  test('stands on the PATH as it was chosen at first; one that was left goes from it', async () => {
    const path = (): Promise<string | undefined> => drive.registry('HKCU\\Environment', 'Path')
    await drive.run('reg', 'add', 'HKCU\\Environment', '/v', 'Path', '/d', 'C:\\mine', '/f')
    await silently(older, '/NOPATH', '/D=C:\\one\\RealCAVE')
    await silently(newer)
    expect(await version('one/RealCAVE')).toBe('0.10.0')
    expect(await path()).toBe('C:\\mine')
    await uninstall('one/RealCAVE')
    await silently(older, '/D=C:\\one\\RealCAVE')
    expect(await path()).toBe('C:\\mine;C:\\one\\RealCAVE\\bin')
    await silently(newer, '/D=C:\\two\\RealCAVE')
    expect(await version('two/RealCAVE')).toBe('0.10.0')
    expect(await drive.isThere('one/RealCAVE')).toBe(false)
    expect(await path()).toBe('C:\\mine;C:\\two\\RealCAVE\\bin')
  })
})
