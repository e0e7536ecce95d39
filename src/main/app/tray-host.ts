import { execFile } from 'node:child_process'

/** A desktop's bus answers at once; one that hangs must not keep a window from closing. */
const limit = { timeout: 1000 } as const

const question = [
  '--session',
  '--print-reply',
  '--dest=org.freedesktop.DBus',
  '/org/freedesktop/DBus',
  'org.freedesktop.DBus.NameHasOwner',
  'string:org.kde.StatusNotifierWatcher',
]

/** Whether the desktop shows a tray. Windows and macOS always do; on Linux some do (GNOME only with an extension), and the bus tells. */
export const hasTrayHost = (): Promise<boolean> => {
  if (process.platform !== 'linux') return Promise.resolve(true)
  return new Promise((resolve) => {
    execFile('dbus-send', question, limit, (error, out) =>
      resolve(error === null && /boolean\s+true/.test(out)),
    )
  })
}
