import { describe, expect, it } from 'vitest'
import { homeFolder, type Surroundings } from '../../../src/main/home/location'

const linux: Surroundings = { environment: {}, platform: 'linux', userFolder: '/home/ada' }

describe('where the home is', () => {
  it.each([
    ['Linux', linux, '/home/ada/.local/share/realcave'],
    [
      'Linux with XDG_DATA_HOME',
      { ...linux, environment: { XDG_DATA_HOME: '/data/ada' } },
      '/data/ada/realcave',
    ],
    [
      'Linux with a relative XDG_DATA_HOME, which the specification says to ignore',
      { ...linux, environment: { XDG_DATA_HOME: 'data' } },
      '/home/ada/.local/share/realcave',
    ],
    [
      'macOS',
      { environment: {}, platform: 'darwin', userFolder: '/Users/ada' },
      '/Users/ada/Library/Application Support/RealCAVE',
    ],
    [
      'Windows',
      {
        environment: { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' },
        platform: 'win32',
        userFolder: 'C:\\Users\\ada',
      },
      'C:\\Users\\ada\\AppData\\Roaming\\RealCAVE',
    ],
    [
      'Windows without APPDATA',
      { environment: {}, platform: 'win32', userFolder: 'C:\\Users\\ada' },
      'C:\\Users\\ada\\AppData\\Roaming\\RealCAVE',
    ],
  ] as const)('is the platform folder on %s', (_, surroundings, folder) => {
    expect(homeFolder(undefined, surroundings)).toBe(folder)
  })

  it('is what REALCAVE_HOME names, and what was asked for before that', () => {
    const named = { ...linux, environment: { REALCAVE_HOME: '/srv/named', XDG_DATA_HOME: '/data' } }
    expect(homeFolder(undefined, named)).toBe('/srv/named')
    expect(homeFolder('/srv/asked', named)).toBe('/srv/asked')
  })

  it('takes an empty name for none', () => {
    expect(homeFolder('', { ...linux, environment: { REALCAVE_HOME: '' } })).toBe(
      '/home/ada/.local/share/realcave',
    )
  })

  it('is absolute, whatever was asked for', () => {
    expect(homeFolder('below/here', linux)).toBe(`${process.cwd()}/below/here`)
  })
})
