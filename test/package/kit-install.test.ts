import { spawn } from 'node:child_process'
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { writeManifest } from '../../src/main/kit/make/write-manifest'
import { temporaryFolder } from '../support/temporary-folder'
import { isLeftOut } from './support/packages'
import { smallInstaller, type SmallInstaller } from './support/small-installer'
import { openDrive, type WindowsDrive } from './support/windows-drive'
import { windowsPath, type Ended } from './support/wine'

const { windows } = inject('packages')

const programs = 'users/root/AppData/Local/Programs'

describe.skipIf(isLeftOut(windows))('install.cmd of a kit', () => {
  let remove: () => Promise<void>
  let small: SmallInstaller
  let drive: WindowsDrive
  let kit: string
  let older: string
  let newer: string

  beforeAll(async () => {
    const place = await temporaryFolder('kit-install')
    remove = place.remove
    small = await smallInstaller(place.folder)
    older = await small.setup('0.9.0')
    newer = await small.setup('0.10.0')
    drive = await openDrive(small.wine, join(place.folder, 'drive'))
    kit = join(place.folder, 'kit of today')
    await mkdir(join(kit, 'installer'), { recursive: true })
    const script = await readFile('resources/kit/install.cmd', 'utf8')
    await writeFile(join(kit, 'install.cmd'), script.replaceAll(/\r?\n/g, '\r\n'))
  }, 300_000)
  afterAll(async () => {
    await drive?.close()
    await remove?.()
  })

  const holds = async (setup: string, name: string): Promise<void> => {
    await rm(join(kit, 'installer'), { recursive: true })
    await mkdir(join(kit, 'installer'))
    await copyFile(setup, join(kit, 'installer', name))
    await writeManifest(kit, { product: '1.2.3', made: '' }, new AbortController().signal)
  }
  const install = (): Promise<Ended> => drive.run('cmd', '/c', windowsPath(join(kit, 'install.cmd')), 'quiet')
  /** How the program was called since, in the folder above it. */
  const called = async (): Promise<string> => {
    const file = drive.here(programs, 'called.txt')
    const text = await readFile(file, 'latin1').catch(() => '')
    await rm(file, { force: true })
    return text.trim()
  }
  const version = (): Promise<string> => readFile(drive.here(programs, 'RealCAVE/version.txt'), 'utf8')
  const use = /^kit use "Z:\\tmp\\.*\\kit of today\\\."$/

  test('installs the program and sets it up', async () => {
    await holds(older, 'RealCAVE-0.9.0-Setup.exe')
    expect(await install()).toMatchObject({ status: 0, out: expect.stringContaining('Installing') })
    expect(await version()).toBe('0.9.0')
    expect(await called()).toMatch(use)
  })

  test('takes the installer that the kit names, and no program that was put beside it', async () => {
    const strangers = ['AAA.exe', 'zzz.exe'].map((name) => join(kit, 'installer', name))
    for (const stranger of strangers) await copyFile(newer, stranger)
    expect(await install()).toMatchObject({ status: 0, out: expect.not.stringContaining('Installing') })
    for (const stranger of strangers) await rm(stranger)
    expect(await called()).toMatch(use)
    expect(await version()).toBe('0.9.0')
  })

  test('run again it installs nothing', async () => {
    expect(await install()).toMatchObject({ status: 0, out: expect.not.stringContaining('Installing') })
    expect(await called()).toMatch(use)
  })

  test('leaves a program that runs, and says what to do', async () => {
    await holds(newer, 'RealCAVE-0.10.0-Setup.exe')
    await writeFile(drive.here(programs, 'runs'), '')
    const program = drive.here(programs, 'RealCAVE', 'RealCAVE.exe')
    const started = spawn(join(small.wine.commands, 'wine'), [windowsPath(program), 'serve'], {
      env: { ...process.env, WINEPREFIX: drive.folder },
      stdio: 'ignore',
    })
    const ended = new Promise((resolve) => {
      started.once('exit', resolve)
    })
    await expect.poll(called, { timeout: 20_000 }).toBe('serve')
    expect(await install()).toMatchObject({
      status: 1,
      out: expect.stringContaining('RealCAVE 0.9.0 is running'),
    })
    expect(await called()).toBe('')
    await rm(drive.here(programs, 'runs'))
    await ended
  })

  test('takes the kit into a newer program than its own, wherever that is', async () => {
    await drive.run(windowsPath(newer), '/S', '/D=C:\\elsewhere\\RealCAVE')
    await holds(older, 'RealCAVE-0.9.0-Setup.exe')
    expect(await install()).toMatchObject({
      status: 0,
      out: expect.stringContaining('RealCAVE 0.10.0 is installed already'),
    })
    expect(await readFile(drive.here('elsewhere', 'called.txt'), 'latin1')).toContain('kit use')
  })
})
