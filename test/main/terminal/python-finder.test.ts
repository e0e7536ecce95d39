import { describe, expect, test } from 'vitest'
import { findPythons } from '../../../src/main/terminal/python-finder'
import { fakeMachine, type Script } from './fake-machine'

const never = new AbortController().signal
const find = (script: Script) => findPythons(fakeMachine(script), never)

describe('the search for Python', () => {
  test('takes the first that is new enough and can make environments, and asks no further', async () => {
    const machine = fakeMachine({
      pythons: {
        '/usr/bin/python3.12': { version: [3, 12, 4] },
        '/usr/bin/python3': { version: [3, 9, 2] },
      },
    })
    const found = await findPythons(machine, never)
    expect(found).toMatchObject([
      { file: '/usr/bin/python3.12', version: [3, 12, 4], suitable: true, venv: true },
    ])
    expect(machine.ran).toHaveLength(1)
  })

  test('a shim that is on the PATH but runs nothing is passed by', async () => {
    const found = await find({
      pythons: { '/usr/bin/python3.13': 'broken', '/opt/bin/python3': { version: [3, 11, 7] } },
    })
    expect(found.map(({ file }) => file)).toEqual(['/opt/bin/python3'])
  })

  test('Debian’s python3 without python3-venv is seen as such, and the search goes on', async () => {
    const found = await find({
      pythons: {
        '/usr/bin/python3': { version: [3, 11, 2], venv: false },
        '/opt/bin/python3': { version: [3, 10, 1] },
      },
    })
    expect(found).toMatchObject([
      { file: '/usr/bin/python3', suitable: true, venv: false },
      { file: '/opt/bin/python3', suitable: true, venv: true },
    ])
  })

  test.each([
    ['too old', { version: [3, 9, 18] as const }],
    ['newer than the pinned packages know', { version: [3, 15, 0] as const }],
    ['32 bit', { version: [3, 12, 0] as const, wide: false }],
    ['not CPython', { version: [3, 11, 0] as const, implementation: 'PyPy' }],
  ])('one that is %s does not serve, but its pip may', async (_why, python) => {
    const found = await find({ pythons: { '/usr/bin/python3': python } })
    expect(found).toMatchObject([{ suitable: false, pip: true }])
  })

  test('two names of one Python count once', async () => {
    const same = { version: [3, 9, 0] as const, file: '/real/python' }
    expect(await find({ pythons: { '/usr/bin/python3': same, '/opt/bin/python3': same } })).toHaveLength(1)
  })

  test('on Windows the launcher is asked for each version, then python.exe', async () => {
    const machine = fakeMachine({
      platform: 'win32',
      path: 'C:\\Windows;C:\\Python',
      pythons: {
        'C:\\Windows\\py.exe -3.12': { version: [3, 12, 1], file: 'C:\\Python312\\python.exe' },
        'C:\\Python\\python.exe': { version: [3, 13, 0] },
      },
    })
    expect((await findPythons(machine, never)).map(({ file }) => file)).toEqual(['C:\\Python312\\python.exe'])
  })

  test('a Mac’s /usr/bin/python3 is not run where it would open the installer of the developer tools', async () => {
    const pythons = { '/usr/bin/python3': { version: [3, 9, 6] as const } }
    const machine = fakeMachine({ platform: 'darwin', pythons })
    expect(await findPythons(machine, never)).toEqual([])
    expect(machine.ran).toEqual([])
    const files = ['/Library/Developer/CommandLineTools/usr/bin/python3']
    expect(await find({ platform: 'darwin', pythons, files })).toHaveLength(1)
  })

  test('is run apart from the user’s own Python settings', async () => {
    const machine = fakeMachine({ pythons: { '/usr/bin/python3': { version: [3, 12, 0] } } })
    await findPythons(machine, never)
    expect(machine.ran[0]?.environment).not.toHaveProperty('PYTHONPATH')
    expect(machine.ran[0]?.arguments).toContain('-I')
  })
})
