import { app, crashReporter } from 'electron'
import { mkdirSync } from 'node:fs'
import { crashFolder } from '../home/crash-reports'

/** Before the app is ready: Chromium's processes write a report when they crash, into the home, and nobody sends it anywhere. */
export const keepCrashReports = (home: string): void => {
  try {
    mkdirSync(crashFolder(home), { recursive: true, mode: 0o700 })
    app.setPath('crashDumps', crashFolder(home))
    crashReporter.start({ uploadToServer: false })
  } catch {
    // A home that cannot be used: opening it, next, says so by name.
  }
}
