import { app, powerMonitor } from 'electron'

export interface SystemEnd {
  /** It is asked for; another program, or a person, may still call it off. */
  readonly announced: () => void
  /** Nothing stops it any more. */
  readonly certain: () => void
}

/** Tells when the system shuts down, the user logs off, or somebody ends the program by a signal. */
export const atSystemEnd = ({ announced, certain }: SystemEnd): void => {
  powerMonitor.on('shutdown', announced)
  // Of Windows. What comes before it, "query-session-end", is a question that any program may answer with no; nothing of ours asks meanwhile.
  app.on('browser-window-created', (_event, window) => window.on('session-end', certain))
  // A session manager's way on Linux; Electron itself would begin to quit as if a person had asked for it.
  for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(name, () => {
      certain()
      app.quit()
    })
}
