import { expect, test } from 'vitest'
import { ownFile } from '../../../src/main/app/own-file'

const image = { APPIMAGE: '/home/a/RealCAVE.AppImage', APPDIR: '/tmp/.mount_RealCA1' }

test('an AppImage starts itself again from its image, for its mount ends with its first process', () => {
  expect(ownFile('/tmp/.mount_RealCA1/realcave', image)).toBe('/home/a/RealCAVE.AppImage')
})

test('what another AppImage has started is not taken for a part of it', () => {
  expect(ownFile('/opt/RealCAVE/realcave', image)).toBe('/opt/RealCAVE/realcave')
  expect(ownFile('/tmp/.mount_RealCA12/realcave', image)).toBe('/tmp/.mount_RealCA12/realcave')
  expect(ownFile('/opt/RealCAVE/realcave', {})).toBe('/opt/RealCAVE/realcave')
})
