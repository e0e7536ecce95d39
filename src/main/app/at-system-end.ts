import { app, powerMonitor } from 'electron'

/** Calls `ends` when the system shuts down, the user logs off, or somebody ends the program by a signal. */
export const atSystemEnd = (ends: () => void): void => {
  powerMonitor.on('shutdown', ends)
  app.on('browser-window-created', (_event, window) => {
    // Of Windows; newer Electrons tell of it before, too.
    window.on('query-session-end', ends)
    window.on('session-end', ends)
  })
  // A session manager's way on Linux; Electron itself would begin to quit as if a person had asked for it.
  for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(name, () => {
      ends()
      app.quit()
    })
}
