import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openHome, type Home } from '../../../src/main/home/home'
import { panelIsOpen } from '../../../src/main/home/open-panel'
import { temporaryFolder } from '../../support/temporary-folder'
import { openPanelOver } from './open-panel-over'

const homeForTest = async (): Promise<Home> => {
  const { folder, remove } = await temporaryFolder('open-panel')
  onTestFinished(remove)
  // Longer than a socket's name may be.
  return openHome({ folder: join(folder, 'a'.repeat(120)), warn: () => undefined })
}

test.skipIf(process.platform === 'win32')(
  'an open panel is known by the socket that it listens at',
  async () => {
    const home = await homeForTest()
    expect(await panelIsOpen(home)).toBe(false)
    const panel = await openPanelOver(home)
    expect(await panelIsOpen(home)).toBe(true)
    await panel.close()
    expect(await panelIsOpen(home)).toBe(false)
  },
)

test.skipIf(process.platform === 'win32')('what a killed panel has left is no open one', async () => {
  const home = await homeForTest()
  await mkdir(home.path('window'))
  await writeFile(home.path('socket'), '')
  await symlink(home.path('socket'), home.path('window', 'SingletonSocket'))
  await symlink(`host-${String(process.pid)}`, home.path('window', 'SingletonLock'))
  expect(await panelIsOpen(home)).toBe(false)
})

test('on Windows it is known by a file that nobody else may write', async () => {
  const home = await homeForTest()
  expect(await panelIsOpen(home, 'win32')).toBe(false)
  await mkdir(home.path('window', 'lockfile'), { recursive: true })
  expect(await panelIsOpen(home, 'win32')).toBe(true)
  await rm(home.path('window', 'lockfile'), { recursive: true })
  await writeFile(home.path('window', 'lockfile'), '')
  expect(await panelIsOpen(home, 'win32')).toBe(false)
})
