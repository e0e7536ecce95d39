import { open, realpath } from 'node:fs/promises'
import { connect } from 'node:net'
import { Failure } from '../../shared/errors'
import { systemCode } from './file-failure'
import type { Home } from './home'

/** Somebody who listens takes a connection at once, by the system itself; even a panel that hangs. */
const answerMilliseconds = 1000

/** Whether a program listens there. What a killed one left behind is a socket that nobody listens at. */
const isListened = async (socket: string): Promise<boolean> => {
  // Chromium's link leads to a short path; a home's own may be longer than a socket's name can be.
  const address = await realpath(socket).catch(() => undefined)
  if (address === undefined) return false
  return new Promise((resolve) => {
    const connection = connect(address)
    const tell = (listened: boolean): void => {
      connection.destroy()
      resolve(listened)
    }
    connection.setTimeout(answerMilliseconds, () => tell(true))
    connection.once('connect', () => tell(true))
    connection.once('error', () => tell(false))
  })
}

/** Whether a program holds that file so that nobody else may write it; on Windows it goes with who made it. */
const isHeld = async (file: string): Promise<boolean> => {
  try {
    await (await open(file, 'r+')).close()
    return false
  } catch (error) {
    return systemCode(error) !== 'ENOENT'
  }
}

/** Whether the panel is open over this home, be it in the tray: Chromium's lock of the only instance tells. */
export const panelIsOpen = (home: Home, platform = process.platform): Promise<boolean> =>
  platform === 'win32'
    ? isHeld(home.path('window', 'lockfile'))
    : isListened(home.path('window', 'SingletonSocket'))

/** An open panel would write its files anew, into a home that is gone. */
export const demandClosedPanel = async (home: Home): Promise<void> => {
  if (!(await panelIsOpen(home))) return
  throw new Failure({
    code: 'HOME_BUSY',
    what: 'The panel is open over this home.',
    why: `It keeps files of its own in ${home.folder}, also while its window is in the tray only.`,
    fix: 'Quit RealCAVE, by its window or by its sign in the tray, then try again. Nothing was removed.',
  })
}
