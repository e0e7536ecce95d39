import { Failure } from '../../shared/errors'

/** What frees a workflow that hangs, a lease that a killed one left, and a queue that nobody takes. */
const repair = 'Repair the materialization worker (the button, or "realcave materialize --repair")'

const failed = (what: string, why: string, fix: string): Failure =>
  new Failure({ code: 'MATERIALIZATION_FAILED', what, why, fix })

/** The ways in which a workflow fails, each observed on the genuine services: CAVE-FACTS 7. */
export const noWorker = (): Failure =>
  failed(
    'The materialization is queued, but no worker takes it.',
    'The request was accepted; no worker answers.',
    `${repair}. It then runs what is queued: look at the versions before you ask for another one.`,
  )

export const skipped = (why: string): Failure =>
  failed(
    'The materialization was skipped.',
    `Another run has not given back its lease: ${why}.`,
    `Wait until the other run is done. If there is none, it was killed: ${repair.replace('Repair', 'repair')}, then try again.`,
  )

const died = (version: number | null, why: string): Failure =>
  failed(
    version === null
      ? 'The materialization ended in an error.'
      : `Version ${String(version)} will never be finished.`,
    `Its workflow ended in an error: ${why}`,
    'Run "up", which repairs the segmentation graph if that was it, then materialize again. The version number is used up.',
  )

const lost = (version: number | null): Failure =>
  failed(
    version === null ? 'The materialization was lost.' : `Version ${String(version)} will never be finished.`,
    'The worker that made it has ended or begun anew, its queue was lost with Redis, or it has told of no step forward for minutes.',
    `${repair}: a lost run may hold its lease. Then materialize again.`,
  )

/** A page of SQL follows the first line. */
const shortened = (trouble: string): string => {
  const [first = ''] = trouble.split('\\n')
  return first.length > 300 ? `${first.slice(0, 300)}…` : first
}

const stuck = (version: number | null, why: string): Failure => {
  const word = /near \\?"([^"\\]+)/.exec(why)?.[1]
  const table = word === undefined ? 'that table' : `the table "${word}"`
  return failed(
    version === null
      ? 'The materialization will never be finished.'
      : `Version ${String(version)} will never be finished.`,
    `PostgreSQL refuses a statement of it: ${why}. A table whose name is a reserved word of SQL does that, for the MaterializationEngine does not quote it${word === undefined ? '' : `: "${word}"`}.`,
    `${repair}; delete ${table} in Annotations, after you have saved its rows as CSV if you want them; then materialize again. Nothing else is lost.`,
  )
}

export const serviceEnded = (version: number | null, service: string): Failure =>
  failed(
    version === null
      ? 'The materialization was given up.'
      : `Version ${String(version)} is not waited for any more.`,
    `${service} ended while it was made.`,
    `Run "up", which starts it (an open panel does so by itself). A run that only waited for it comes to its end by itself, after minutes: look at the versions. If it does not: ${repair.replace('Repair', 'repair')}, then materialize again.`,
  )

export const versionFailed = (version: number | null, trouble: string | null): Failure =>
  failed(
    version === null ? 'The materialization failed.' : `Version ${String(version)} failed.`,
    trouble === null
      ? 'Its workflow marked it FAILED; the log of the materialization worker says why.'
      : `Its workflow marked it FAILED: ${shortened(trouble)}`,
    `${repair}: a failed run may hold its lease. Then materialize again.`,
  )

export const noNewVersion = (seconds: number): Failure =>
  failed(
    'The materialization was accepted, but no version appeared.',
    `A worker runs, yet there was no new version after ${String(seconds)} s.`,
    `${repair}, then try again. Its log says what it did.`,
  )

export const notFinished = (version: number, seconds: number, trouble: string | null): Failure =>
  failed(
    `Version ${String(version)} is not finished.`,
    `It is still RUNNING, and its worker has told of no step forward for ${String(seconds)} s.${trouble === null ? '' : ` Its last fault: ${shortened(trouble)}`}`,
    `${repair}, then materialize again. Its log says what it did.`,
  )

/** How a run ended without making its version available. */
type End =
  { readonly kind: 'died' | 'skipped' | 'stuck' | 'failed'; readonly why: string } | { readonly kind: 'lost' }

export const ofEnd = (end: End, version: number | null): Failure => {
  if (end.kind === 'died') return died(version, end.why)
  if (end.kind === 'skipped') return skipped(end.why)
  if (end.kind === 'stuck') return stuck(version, end.why)
  return end.kind === 'lost' ? lost(version) : versionFailed(version, end.why || null)
}
