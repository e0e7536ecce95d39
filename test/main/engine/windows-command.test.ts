import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, test } from 'vitest'
import { composeOf } from '../../../src/main/engine/compose'
import { composeUp } from '../../../src/main/engine/compose-up'
import { commandEnvironment } from '../../../src/main/engine/compose-command'
import { linkTo } from '../../../src/main/engine/engine-link'
import { findInstalled } from '../../../src/main/engine/installed'
import { windowsFolder } from '../../../src/main/engine/windows-command'
import { temporaryFolder } from '../../support/temporary-folder'
import { scriptedEngine } from './scripted-engine'

const never = new AbortController().signal

describe('the command of Windows in WSL', () => {
  it('is handed the variables that it needs, beside those that were handed over already', () => {
    const made = commandEnvironment({
      file: '/mnt/c/docker.exe',
      host: 'unix:///var/run/docker.sock',
      environment: { WSLENV: 'MINE/p', DOCKER_CONTEXT: 'elsewhere' },
      windows: true,
    })
    expect(made).toMatchObject({
      DOCKER_HOST: 'npipe:////./pipe/dockerDesktopLinuxEngine',
      WSLENV: 'MINE/p:DOCKER_HOST:COMPOSE_DISABLE_ENV_FILE:DOCKER_CLI_HINTS',
    })
    expect(made).not.toHaveProperty('DOCKER_CONTEXT')
  })

  test.each([
    ['/home/me/.local/share/RealCAVE', '\\\\wsl.localhost\\Ubuntu\\home\\me\\.local\\share\\RealCAVE'],
    ['/mnt/c/Users/me', 'C:\\Users\\me'],
    ['/mnt/d', 'D:\\'],
    ['/mnt/data/me', '\\\\wsl.localhost\\Ubuntu\\mnt\\data\\me'],
  ])('is told %s as Windows calls it', (folder, called) => {
    expect(windowsFolder(folder, { WSL_DISTRO_NAME: 'Ubuntu' })).toBe(called)
  })
})

describe.skipIf(process.platform === 'win32')('a link to an engine', () => {
  const stage = async (wsl: boolean) => {
    const { docker: _docker, path } = await scriptedEngine({ 'GET /info': () => ({ ID: 'AB:CD' }) })
    const { folder, remove } = await temporaryFolder('docker')
    onTestFinished(remove)
    const link = linkTo(
      { kind: 'socket', path },
      { platform: 'linux', environment: { PATH: folder }, homeFolder: folder, wsl },
      // As on a machine that has Docker's programs nowhere else.
      (surroundings) =>
        findInstalled(surroundings, async (file) => file.startsWith(folder) && made.has(file)),
    )
    const made = new Set<string>()
    /** A command that tells Compose's version, and this as the engine that it reaches. */
    const put = async (name: string, engine: string): Promise<void> => {
      const file = join(folder, name)
      await writeFile(file, `#!/bin/sh\nif [ "$1" = info ]; then echo ${engine}; else echo 2.40.3; fi\n`)
      await chmod(file, 0o755)
      made.add(file)
    }
    return { link, put }
  }

  it('finds a command that was installed after it was made', async () => {
    const { link, put } = await stage(false)
    await expect(composeOf(link, never)).rejects.toMatchObject({ info: { code: 'COMPOSE_MISSING' } })
    await put('docker', '')
    expect(await composeOf(link, never)).toBe('2.40.3')
  })

  it('uses the command of Windows where that reaches the same engine', async () => {
    const { link, put } = await stage(true)
    await put('docker.exe', 'AB:CD')
    expect(await composeOf(link, never)).toBe('2.40.3')
  })

  it('gives it the folder of the project as Windows calls it, and that of Linux as it is', async () => {
    const { folder, remove } = await temporaryFolder('docker')
    onTestFinished(remove)
    const file = join(folder, 'docker.exe')
    await writeFile(file, `#!/bin/sh\nprintf '%s' "$*" >'${folder}/given'; cat >/dev/null\n`)
    await chmod(file, 0o755)
    const { docker } = await scriptedEngine({})
    const environment = { PATH: '/bin:/usr/bin', WSL_DISTRO_NAME: 'Ubuntu' }
    const given = async (windows: boolean): Promise<string> => {
      const link = { docker, command: async () => ({ file, host: 'x', environment, windows }) }
      const model = () => ({ services: {}, configs: {} })
      await composeUp(
        { link, name: 'p', home: 'h', folder: '/home/me/cave', model },
        [],
        () => undefined,
        never,
      )
      return readFile(join(folder, 'given'), 'utf8')
    }
    expect(await given(true)).toContain('--project-directory \\\\wsl.localhost\\Ubuntu\\home\\me\\cave ')
    expect(await given(false)).toContain('--project-directory /home/me/cave ')
  })

  it('refuses it where that reaches another one', async () => {
    const { link, put } = await stage(true)
    await put('docker.exe', 'OTHER')
    await expect(composeOf(link, never)).rejects.toMatchObject({
      info: {
        code: 'COMPOSE_MISSING',
        why: expect.stringContaining('another one'),
        fix: expect.stringContaining('WSL integration'),
      },
    })
    // That of Linux comes first, and needs no such check.
    await put('docker', 'OTHER')
    expect(await composeOf(link, never)).toBe('2.40.3')
  })
})
