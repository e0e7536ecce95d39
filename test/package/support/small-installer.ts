import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { windowsTools } from './carried'
import { run } from './kept'
import { wineOfTests, type Wine } from './wine'

interface List {
  readonly listInstalledFiles: (folder: string) => Promise<void>
}

/** Our installers around a small program: what they do is the same as around the real one, and takes seconds. */
export interface SmallInstaller {
  readonly wine: Wine
  setup(version: string): Promise<string>
}

export const smallInstaller = async (folder: string): Promise<SmallInstaller> => {
  const [tools, wine] = await Promise.all([windowsTools(), wineOfTests()])
  const script = pathToFileURL(resolve('scripts/package/installed-files.mjs')).href
  const { listInstalledFiles }: List = await import(script)
  const program = join(folder, 'program')
  await mkdir(join(program, 'bin'), { recursive: true })
  await mkdir(join(program, 'resources'))
  await cp(resolve('resources/installer/realcave.cmd'), join(program, 'bin', 'realcave.cmd'))
  await writeFile(join(program, 'resources', 'app.asar'), 'the program')
  const standIn = resolve('test/package/support/stand-in.nsi')
  await run('makensis', ['-V1', `-DOUT=${join(program, 'RealCAVE.exe')}`, standIn])
  const { stdout: sevenZip } = await run('sh', ['-c', 'command -v 7za'])
  const env = {
    ...process.env,
    ELECTRON_BUILDER_7ZIP_PATH: sevenZip.trim(),
    ELECTRON_BUILDER_NSIS_DIR: join(tools, 'nsis'),
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: join(tools, 'nsis-resources'),
    PATH: `${wine.commands}:${process.env['PATH'] ?? ''}`,
  }
  return {
    wine,
    setup: async (version) => {
      await writeFile(join(program, 'version.txt'), version)
      await listInstalledFiles(program)
      const words = ['test/package/support/small-setup.mjs', program, version, join(folder, version)]
      const { stdout } = await run(process.execPath, words, { env, maxBuffer: 1 << 26 })
      const [file] = /^\/.*\.exe$/m.exec(stdout) ?? []
      if (file === undefined) throw new Error(`No installer was made:\n${stdout}`)
      return file
    },
  }
}
