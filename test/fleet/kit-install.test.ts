import { execFile } from 'node:child_process'
import { chmod, copyFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder'

const run = promisify(execFile)

let folder: string
const at = (...names: readonly string[]): string => path.join(folder, ...names)

beforeEach(async () => {
  const made = await temporaryFolder('kit-install')
  onTestFinished(made.remove)
  folder = made.folder
  await mkdir(at('kit', 'installer'), { recursive: true })
  await mkdir(at('commands'))
  await writeFile(at('kit', 'kit.json'), '{}')
  await copyFile('resources/kit/install.sh', at('kit', 'install.sh'))
  await writeFile(at('kit', 'installer', 'RealCAVE.AppImage'), `#!/bin/sh\necho "$@" >>"${at('called')}"\n`)
  await chmod(at('kit', 'installer', 'RealCAVE.AppImage'), 0o755)
})

/** On a machine that has these commands and no others. */
const install = async (...more: readonly string[]): Promise<string> => {
  for (const name of ['sh', 'uname', 'dirname', 'mkdir', 'cmp', 'cp', 'chmod', 'mv', 'cat', 'env', ...more])
    await run('sh', ['-c', `command -v ${name}`])
      .then(({ stdout }) => symlink(stdout.trim(), at('commands', name)))
      .catch(() => undefined)
  const { stdout } = await run('/bin/sh', [at('kit', 'install.sh')], {
    env: { PATH: at('commands'), HOME: at('home') },
  })
  return stdout
}

describe.runIf(process.platform === 'linux')('install.sh of a kit', () => {
  test('puts the program there, sets it up, and leaves a way to start it where there is no FUSE', async () => {
    const said = await install()
    const program = at('home/.local/share/realcave-app/RealCAVE.AppImage')
    expect(await readFile(at('called'), 'utf8')).toBe(`kit use ${at('kit')}\n`)
    expect(said).toContain(
      `RealCAVE is in the menu; or start it with: env APPIMAGE_EXTRACT_AND_RUN=1 ${program}`,
    )
    const entry = await readFile(at('home/.local/share/applications/realcave.desktop'), 'utf8')
    const [, command = ''] = /^Exec=(.*)$/m.exec(entry) ?? []
    await run('/bin/sh', ['-c', `${command} from the menu`])
    expect(await readFile(at('called'), 'utf8')).toContain('from the menu')
  })
})
