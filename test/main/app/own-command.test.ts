import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { calledFile, ownCommand, startedAnew } from '../../../src/main/app/own-command'

const image = { APPIMAGE: '/home/a/RealCAVE.AppImage', APPDIR: '/tmp/.mount_RealCA1' }

test('an AppImage starts itself again from its image, for its mount ends with its first process', () => {
  const { file, arguments: words } = ownCommand('/tmp/.mount_RealCA1/realcave', image, ['--no-sandbox'])
  expect(file).toBe('bash')
  expect(words.slice(2)).toEqual(['/home/a/RealCAVE.AppImage', '--no-sandbox'])
})

test('started anew, an AppImage is so from its image, in the same words; anything else from its own file', () => {
  const argv = ['/tmp/.mount_RealCA1/realcave', '--no-sandbox', '--home', '/h']
  const args = argv.slice(1)
  expect(startedAnew('/tmp/.mount_RealCA1/realcave', image, argv)).toEqual({ execPath: image.APPIMAGE, args })
  const own = '/opt/RealCAVE/realcave'
  expect(startedAnew(own, image, argv)).toEqual({ execPath: own, args })
})

test('what another AppImage has started is not taken for a part of it', () => {
  const alone = (file: string) => ({ file, arguments: ['--no-sandbox'] })
  const words = ['--no-sandbox']
  expect(ownCommand('/opt/RealCAVE/realcave', image, words)).toEqual(alone('/opt/RealCAVE/realcave'))
  const other = '/tmp/.mount_RealCA12/realcave'
  expect(ownCommand(other, image, words)).toEqual(alone(other))
  expect(ownCommand('/opt/RealCAVE/realcave', {}, words)).toEqual(alone('/opt/RealCAVE/realcave'))
})

test('a person calls the image, not the file in its mount, which goes with the process that mounted it', () => {
  expect(calledFile('/tmp/.mount_RealCA1/realcave', image, 'linux')).toBe('/home/a/RealCAVE.AppImage')
  expect(calledFile('/opt/RealCAVE/realcave', image, 'linux')).toBe('/opt/RealCAVE/realcave')
})

test('on Windows a person calls the batch file, which a shell waits for', () => {
  const file = 'C:\\Users\\a\\AppData\\Local\\Programs\\RealCAVE\\RealCAVE.exe'
  expect(calledFile(file, {}, 'win32')).toBe(
    'C:\\Users\\a\\AppData\\Local\\Programs\\RealCAVE\\bin\\realcave.cmd',
  )
})

test.skipIf(process.platform !== 'linux')(
  'what is started so has standard input and output, and nothing else',
  async () => {
    const { file, arguments: words } = ownCommand('/m/realcave', { APPIMAGE: '/bin/ls', APPDIR: '/m' }, [
      '/proc/self/fd',
    ])
    // A descriptor that is passed on, as Chromium's are.
    const passing = 'exec 14</dev/null; exec "$0" "$@"'
    const { stdout } = await promisify(execFile)('bash', ['-c', passing, file, ...words])
    // The last is the folder that ls reads.
    expect(stdout.trim().split('\n')).toEqual(['0', '1', '2', '3'])
  },
)
