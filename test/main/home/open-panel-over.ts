import { mkdir, symlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Home } from '../../../src/main/home/home'
import { temporaryFolder } from '../../support/temporary-folder'

/** What Chromium leaves in a home whose panel is open: a link to a socket elsewhere, at which it listens. Closed, the link stays, as after a crash. */
export const openPanelOver = async (home: Home): Promise<{ close(): Promise<void> }> => {
  const { folder, remove } = await temporaryFolder('panel')
  onTestFinished(remove)
  const server = createServer()
  await new Promise<void>((listening) => {
    server.listen(`${folder}/SingletonSocket`, listening)
  })
  await mkdir(home.path('window'), { recursive: true })
  await symlink(`${folder}/SingletonSocket`, home.path('window', 'SingletonSocket'))
  return {
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
      }),
  }
}
