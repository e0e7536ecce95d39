import { Failure } from '../../../shared/errors'
import type { Project } from '../../engine/engine'
import { pause, within } from '../../waiting/limit'
import { until } from '../steps/http-look'

/** Held by a workflow while it runs, and for ten minutes after a worker that was killed in it (CAVE-FACTS 7). */
const lease = 'RUN_COMPLETE_WORKFLOW_LOCK:fake_datastack'

/** Where a workflow waits until a worker takes it. */
const queue = 'orchestration'

/** It says so once, among its first lines; later ones are those of workflows, whose tasks only a worker that is ready receives. */
const readyLine = /worker\.all@\S+ ready\.|INFO\/MainProcess\] Task \S+ received/
/** A task of a workflow writes fewer. */
const lastLines = 500
/** Where the last lines tell nothing: all that the engine keeps of it. */
const everyLine = Number.MAX_SAFE_INTEGER

/** For a workflow that goes on: a class's tables take a few seconds, a thousand new annotations 23 (CAVE-FACTS 7). */
const usualBusyMilliseconds = 60_000
const pollMilliseconds = 250

const readyLimit = { milliseconds: 120_000, waitingFor: 'the materialization worker' } as const

/** Redis in its container; the answer is what redis-cli prints. */
export const redis = async (
  project: Project,
  command: readonly string[],
  signal: AbortSignal,
): Promise<string> => {
  const run = ['redis-cli', ...command]
  const { status, output, errors } = await project.exec('redis', run, () => undefined, signal)
  if (status === 0) return output.trim()
  throw new Failure({
    code: 'STEP_FAILED',
    what: 'Redis did not take a command.',
    why: `"${run.join(' ')}" ended with ${String(status)}: ${(errors || output).trim()}`,
    fix: 'Look at the log of redis, restart it, then try again.',
  })
}

export interface Worker {
  /** Whether it takes workflows: it imports for seconds before it does. */
  ready(signal: AbortSignal): Promise<boolean>
  untilReady(signal: AbortSignal): Promise<void>
  /** Takes the lease away from whatever holds it. */
  release(signal: AbortSignal): Promise<void>
  /** Whether a workflow waits in the queue or holds the lease. */
  isBusy(signal: AbortSignal): Promise<boolean>
  /** Whether a workflow holds the lease, be it alive or not. */
  isLeased(signal: AbortSignal): Promise<boolean>
  /** Returns when a workflow would be taken at once. */
  free(signal: AbortSignal): Promise<void>
  /** Whether its container runs, be it ready or not. */
  runs(signal: AbortSignal): Promise<boolean>
  /** Whatever a workflow hangs in ends, and the next one is not skipped. */
  repair(signal: AbortSignal): Promise<void>
}

export const openWorker = (project: Project, busyMilliseconds = usualBusyMilliseconds): Worker => {
  /** The start that was seen to become ready; each start says so once. */
  let readySince: string | null = null

  const said = async (startedAt: string, tail: number, signal: AbortSignal): Promise<boolean> => {
    let lines = 0
    const options = { tail, follow: false, since: startedAt }
    for await (const line of project.logs('mat-worker', options, signal)) {
      if (readyLine.test(line)) return true
      lines += 1
    }
    return lines >= tail && said(startedAt, everyLine, signal)
  }
  const runningSince = async (signal: AbortSignal): Promise<string | null> => {
    const container = (await project.containers(signal)).find(({ service }) => service === 'mat-worker')
    return container?.state === 'running' ? container.startedAt : null
  }
  const ready = async (signal: AbortSignal): Promise<boolean> => {
    const startedAt = await runningSince(signal)
    if (startedAt === null) return false
    if (readySince === startedAt) return true
    if (!(await said(startedAt, lastLines, signal))) return false
    readySince = startedAt
    return true
  }
  const untilReady = (signal: AbortSignal): Promise<void> =>
    within(signal, readyLimit, (limited) => until(limited, () => ready(limited)))

  const isLeased = async (signal: AbortSignal): Promise<boolean> =>
    (await redis(project, ['exists', lease], signal)) !== '0'
  const release = async (signal: AbortSignal): Promise<void> => {
    await redis(project, ['del', lease], signal)
  }

  const isBusy = async (signal: AbortSignal): Promise<boolean> =>
    (await isLeased(signal)) || (await redis(project, ['llen', queue], signal)) !== '0'
  const repair = async (signal: AbortSignal): Promise<void> => {
    // Stopped before the lease goes: a run that ends gives back the lease of the next one.
    await project.act('mat-worker', 'stop', signal)
    await release(signal)
    await project.act('mat-worker', 'start', signal)
    await untilReady(signal)
  }

  return {
    ready,
    untilReady,
    release,
    runs: async (signal) => (await runningSince(signal)) !== null,
    isBusy,
    isLeased,
    free: async (signal) => {
      const end = Date.now() + busyMilliseconds
      while (await isBusy(signal)) {
        if (Date.now() >= end) return repair(signal)
        await pause(pollMilliseconds, signal)
      }
    },
    repair,
  }
}
