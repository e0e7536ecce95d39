import * as fc from 'fast-check'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { childEnvironment } from '../../../src/main/terminal/child-environment'
import { filesNamed, installerEnvironment, thisMachine } from '../../../src/main/terminal/machine'

const machine = (
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
  exists: (file: string) => boolean = () => true,
) => ({ ...thisMachine, platform, environment, exists })

describe('files of a name', () => {
  test('are those of the PATH in its order, then those of the usual places, each once', () => {
    const found = filesNamed(machine('linux', { PATH: '/b:/usr/bin:/b:/a', HOME: '/home/x' }), 'uv')
    expect(found).toEqual([
      '/b/uv',
      '/usr/bin/uv',
      '/a/uv',
      '/home/x/.local/bin/uv',
      '/home/x/.cargo/bin/uv',
      '/usr/local/bin/uv',
    ])
  })

  test('are never looked for in the folder that one happens to stand in', () => {
    const found = filesNamed(machine('linux', { PATH: '.::bin:../x:/a' }), 'python3')
    expect(found.filter((file) => !file.startsWith('/'))).toEqual([])
    expect(filesNamed(machine('win32', { PATH: '.;bin;C:\\a' }), 'python')).toEqual(['C:\\a\\python.exe'])
  })

  test('are those that are there', () => {
    const there = (file: string): boolean => file === '/usr/local/bin/uv'
    expect(filesNamed(machine('linux', {}, there), 'uv')).toEqual(['/usr/local/bin/uv'])
  })

  test('on Windows end in .exe, and its PATH may be spelt Path', () => {
    expect(filesNamed(machine('win32', { Path: 'C:\\a;D:\\b c' }), 'py')).toEqual([
      'C:\\a\\py.exe',
      'D:\\b c\\py.exe',
    ])
  })

  test('on a Mac are also looked for where Homebrew and python.org put them: an app has no shell’s PATH', () => {
    const found = filesNamed(machine('darwin', { PATH: '/usr/bin' }), 'python3')
    expect(found).toContain('/opt/homebrew/bin/python3')
    expect(found).toContain('/Library/Frameworks/Python.framework/Versions/3.12/bin/python3')
    expect(found[0]).toBe('/usr/bin/python3')
  })

  test('of this machine are those that may be run', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'realcave-machine-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await writeFile(join(folder, 'runs'), '', { mode: 0o755 })
    expect(thisMachine.exists(join(folder, 'runs'))).toBe(true)
    expect(thisMachine.exists(join(folder, 'is-not-there'))).toBe(false)
  })
})

test('installers keep proxies and mirrors, and nothing that leads them out of our folder', () => {
  const kept = { PATH: '/bin', HTTPS_PROXY: 'http://p', PIP_INDEX_URL: 'https://mirror', SSL_CERT_FILE: '/c' }
  const astray = { PYTHONHOME: '/x', PYTHONPATH: '/x', VIRTUAL_ENV: '/x', PIP_USER: '1', PIP_TARGET: '/x' }
  expect(installerEnvironment(machine('linux', { ...kept, ...astray }))).toEqual(kept)
})

describe('the environment of a session', () => {
  const given = (own: Record<string, string | undefined>) =>
    childEnvironment(own, 'http://127.0.0.1:1', '/env')

  test('has what Windows needs to start a program, in whatever case it spells it', () => {
    const own = { Path: 'C:\\a', SystemRoot: 'C:\\Windows', ComSpec: 'cmd.exe', PATHEXT: '.EXE', Secret: 's' }
    expect(given(own)).toMatchObject({ Path: 'C:\\a', SystemRoot: 'C:\\Windows', ComSpec: 'cmd.exe' })
    expect(given(own)).not.toHaveProperty('Secret')
  })

  test('has the languages of the system, but nothing that only begins like one of them', () => {
    const own = { LC_ALL: 'C', LC_CTYPE: 'C', LC_all: 'x', LC_A_TOKEN: 'x', XLC_ALL: 'x' }
    expect(Object.keys(given(own)).filter((name) => name.includes('LC_'))).toEqual(['LC_ALL', 'LC_CTYPE'])
  })

  test.each([
    [{}, '127.0.0.1,localhost'],
    [{ no_proxy: 'corp' }, '127.0.0.1,localhost,corp'],
    [{ NO_PROXY: ' a ,, 127.0.0.1,b' }, '127.0.0.1,localhost,a,b'],
    [{ NO_PROXY: '' }, '127.0.0.1,localhost'],
  ])('of %j spares the fleet from proxies, in both spellings: %s', (own, expected) => {
    expect(given(own)).toMatchObject({ NO_PROXY: expected, no_proxy: expected })
  })

  test('lets nothing through that only resembles what is allowed', () => {
    const added = fc.stringMatching(/^[A-Z0-9]{1,8}$/)
    const name = fc.constantFrom('PATH', 'HOME', 'HTTPS_PROXY', 'SSL_CERT_FILE', 'TMP', 'LANG', 'REALCAVE')
    fc.assert(
      fc.property(name, added, (allowed, more) => {
        const own = {
          [`${allowed}_${more}`]: 'secret',
          [`${more}_${allowed}`]: 'secret',
          [`${allowed} `]: 'secret',
        }
        expect(Object.values(given(own))).not.toContain('secret')
      }),
    )
  })
})
