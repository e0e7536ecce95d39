import { spawn } from 'node:child_process'
import { access, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder'
import { smallInstaller, type SmallInstaller } from './support/small-installer'
import { isLeftOut } from './support/packages'
import { windowsPath, type Ended } from './support/wine'

const { windows } = inject('packages')

const newerIsInstalled = 10
const running = 11
const notRemoved = 12
const oneUserOnly = 13

const above = 'C:\\Programme für Übungen'
const folder = `${above}\\RealCAVE`
/** Consoles have letters of their own; what the folder is called on the disk is looked at beside it. */
const onPath = /^C:\\mine;C:\\Programme f.r .bungen\\RealCAVE\\bin$/

describe.skipIf(isLeftOut(windows))('the installer, on what wine has of Windows', () => {
  let remove: () => Promise<void>
  let small: SmallInstaller
  let drive: string
  let aboveHere: string
  let program: string
  let older: string
  let newer: string

  beforeAll(async () => {
    const place = await temporaryFolder('installer')
    remove = place.remove
    small = await smallInstaller(place.folder)
    older = await small.setup('0.9.0')
    newer = await small.setup('0.10.0')
    drive = join(place.folder, 'drive')
    aboveHere = join(drive, 'drive_c', 'Programme für Übungen')
    program = join(aboveHere, 'RealCAVE')
    await small.wine.run(drive, 'wineboot', '-i')
    await mkdir(home(), { recursive: true })
    await writeFile(join(home(), 'home.json'), '{"id":"mine"}')
  })
  afterAll(async () => {
    await small?.wine.run(drive, 'wineboot', '-k')
    await remove?.()
  })

  const home = (): string => join(drive, 'drive_c', 'users', 'root', 'AppData', 'Roaming', 'RealCAVE')
  const install = (setup: string, ...words: readonly string[]): Promise<Ended> =>
    small.wine.run(drive, windowsPath(setup), '/S', ...words)
  /** From its place, so that its status is known; that switch takes a folder with blanks, and no quotes, as only a batch file writes it. */
  const uninstall = async (...words: readonly string[]): Promise<Ended> => {
    const batch =
      '@"%~dp0RealCAVE\\Uninstall RealCAVE.exe" /S %* _?=%~dp0RealCAVE\r\n@exit /b %errorlevel%\r\n'
    await writeFile(join(aboveHere, 'uninstall.cmd'), batch)
    return small.wine.run(drive, 'cmd', '/c', `${above}\\uninstall.cmd`, ...words)
  }
  const registry = async (key: string, name: string): Promise<string | undefined> => {
    const { out } = await small.wine.run(drive, 'reg', 'query', key, '/s')
    return new RegExp(`^\\s+${name}\\s+REG_\\w+\\s+(.*?)\\r?$`, 'm').exec(out)?.[1]
  }
  const path = (): Promise<string | undefined> => registry('HKCU\\Environment', 'Path')
  const called = (): Promise<string> => readFile(join(aboveHere, 'called.txt'), 'latin1').catch(() => '')
  const isThere = (name: string): Promise<boolean> =>
    access(name).then(
      () => true,
      () => false,
    )

  test('installs silently where it is told to, for this user, with its command on the PATH', async () => {
    await small.wine.run(drive, 'reg', 'add', 'HKCU\\Environment', '/v', 'Path', '/d', 'C:\\mine', '/f')
    await expect(install(older, `/D=${folder}`)).resolves.toMatchObject({ status: 0 })
    expect(await readFile(join(program, 'version.txt'), 'utf8')).toBe('0.9.0')
    expect(await path()).toMatch(onPath)
    const uninstallers = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall'
    expect(await registry(uninstallers, 'DisplayVersion')).toBe('0.9.0')
    const menu = join(drive, 'drive_c/users/root/AppData/Roaming/Microsoft/Windows/Start Menu/Programs')
    expect(await readdir(menu)).toContain('RealCAVE.lnk')
    // No copy of the installer, which electron-builder would keep.
    expect(await readdir(join(drive, 'drive_c/users/root/AppData/Local'))).not.toContain(
      'realcave-control-panel-updater',
    )
  })

  test('puts a newer one in its place, and what people made stays', async () => {
    await expect(install(newer)).resolves.toMatchObject({ status: 0 })
    expect(await readFile(join(program, 'version.txt'), 'utf8')).toBe('0.10.0')
    expect(await readFile(join(home(), 'home.json'), 'utf8')).toBe('{"id":"mine"}')
    expect(await path()).toMatch(onPath)
    expect(await called()).toBe('')
  })

  test('puts nothing older over something newer', async () => {
    await expect(install(older)).resolves.toMatchObject({ status: newerIsInstalled })
    expect(await readFile(join(program, 'version.txt'), 'utf8')).toBe('0.10.0')
  })

  test('installs for one user only', async () => {
    await expect(install(newer, '/allusers')).resolves.toMatchObject({ status: oneUserOnly })
    expect(await readFile(join(program, 'version.txt'), 'utf8')).toBe('0.10.0')
  })

  test('neither replaces nor removes a program that runs, and ends none', async () => {
    await writeFile(join(aboveHere, 'runs'), '')
    const started = spawn(join(small.wine.commands, 'wine'), [`${folder}\\RealCAVE.exe`, 'serve'], {
      env: { ...process.env, WINEPREFIX: drive },
      stdio: 'ignore',
    })
    const ended = new Promise<number | null>((resolve) => {
      started.once('exit', resolve)
    })
    await expect.poll(called, { timeout: 20_000 }).toContain('serve')
    await expect(install(newer)).resolves.toMatchObject({ status: running })
    await expect(uninstall()).resolves.toMatchObject({ status: running })
    await rm(join(aboveHere, 'runs'))
    await expect(ended).resolves.toBe(0)
    expect(await isThere(join(program, 'version.txt'))).toBe(true)
  })

  test('goes, and leaves what people made, unless told otherwise', async () => {
    await rm(join(aboveHere, 'called.txt'), { force: true })
    await expect(uninstall()).resolves.toMatchObject({ status: 0 })
    expect(await isThere(join(program, 'RealCAVE.exe'))).toBe(false)
    expect(await isThere(join(home(), 'home.json'))).toBe(true)
    expect(await called()).toBe('')
    expect(await path()).toBe('C:\\mine')
    expect(
      await registry('HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall', 'DisplayName'),
    ).toBe(undefined)
  })

  test.each([
    { words: ['/DATA'], asked: 'remove --yes --data' },
    { words: ['/CONTAINERS'], asked: 'remove --yes --containers' },
    { words: ['/DATA', '/CONTAINERS'], asked: 'remove --yes --data --containers' },
  ])('told $words, it lets the program remove that before it goes', async ({ words, asked }) => {
    await install(newer, '/NOPATH', `/D=${folder}`)
    expect(await path()).toBe('C:\\mine')
    await rm(join(aboveHere, 'called.txt'), { force: true })
    await expect(uninstall(...words)).resolves.toMatchObject({ status: 0 })
    expect((await called()).trim()).toBe(asked)
    expect(await isThere(join(program, 'RealCAVE.exe'))).toBe(false)
  })

  test('stays where that failed, so that it can be tried again', async () => {
    await install(newer, `/D=${folder}`)
    await writeFile(join(aboveHere, 'fails'), '')
    await expect(uninstall('/DATA')).resolves.toMatchObject({ status: notRemoved })
    expect(await isThere(join(program, 'RealCAVE.exe'))).toBe(true)
    expect(await path()).toMatch(onPath)
  })
})
