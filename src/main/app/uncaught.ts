import { app, dialog } from 'electron'
import { toFailure } from '../../shared/errors'
import type { Troubles } from '../api/troubles'
import type { Journal } from './journal'
import { startAnew } from './start-anew'
import { appTexts as texts } from './texts'

export interface UncaughtParts {
  readonly troubles: Troubles
  readonly journal: Journal
}

const inFull = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)

/**
 * Errors that nobody caught. A promise's is one work that failed: told, and the program goes on. A thrown one may have left anything half done, so
 * the program ends; the fleet, being of other processes, does not.
 */
export const catchUncaught = ({ troubles, journal }: UncaughtParts): void => {
  // Whoever started this from a terminal may close that: what cannot be told there stands in the log.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

  process.on('unhandledRejection', (reason) => {
    journal.note(`Nobody caught: ${inFull(reason)}`)
    troubles.add(toFailure(reason, texts.unexpected).info)
  })

  let ends = false
  process.on('uncaughtException', (error) => {
    journal.note(`Nobody caught: ${inFull(error)}`)
    // One that comes of the end itself must not begin it again.
    if (ends) return
    ends = true
    const { message, detail, again, quit } = texts.ends
    const answer = app.isReady()
      ? dialog.showMessageBoxSync({
          type: 'error',
          title: texts.product,
          message,
          detail: detail(error.message, journal.file()),
          buttons: [again, quit],
          defaultId: 0,
          cancelId: 1,
          noLink: true,
        })
      : 1
    if (answer === 0) startAnew()
    app.exit(1)
  })
}
