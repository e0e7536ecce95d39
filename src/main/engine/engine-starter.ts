import type { EngineStart, EngineStatus } from '../../shared/domain/engine'
import { Failure, toFailure } from '../../shared/errors'
import { Latest } from '../waiting/latest'
import type { EngineSearch } from './find-engine'
import { findInstalled, type Installed } from './installed'
import { launchPlan } from './launch-plan'
import { whereToGet } from './no-engine'
import { startEngine } from './start-engine'
import type { StartStage } from './start-state'
import type { Surroundings } from './surroundings'

/** What can be seen of the engine, and done about it, from a panel or a command line. */
export interface EngineStarter {
  status(): Promise<EngineStatus>
  /** Whether `start` has something to start here; whether it runs already is not looked at. */
  canStart(): Promise<boolean>
  /** Begins to start Docker Desktop, unless that is under way. */
  start(): void
  /** Ends the wait; what was begun goes on by itself. */
  cancel(): Promise<void>
  watch(signal: AbortSignal): AsyncIterable<EngineStart>
  close(): Promise<void>
}

export interface StarterMeans {
  readonly surroundings: Surroundings
  readonly search: () => Promise<EngineSearch>
  readonly installed?: (surroundings: Surroundings) => Promise<Installed>
  readonly run?: (
    surroundings: Surroundings,
    report: (stage: StartStage, words: string) => void,
    signal: AbortSignal,
  ) => Promise<unknown>
  readonly now?: () => Date
}

const idle: EngineStart = { state: 'idle', stage: '', startedAt: null, error: null }

const hasPlan = (surroundings: Surroundings, installed: Installed): boolean => {
  try {
    return launchPlan(surroundings, installed).length > 0
  } catch (error) {
    // By hand only: why, and how, is told by whoever found no engine.
    if (error instanceof Failure) return false
    throw error
  }
}

/** What can be done from here where no engine can be used. */
export const remedyOf = (surroundings: Surroundings, search: EngineSearch): EngineStatus['remedy'] => {
  // Denied or refused: neither a start nor an installation changes that.
  if (search.found || search.failure.info.code !== 'ENGINE_MISSING') return 'none'
  const { cli, desktop } = search.installed
  if (cli === null && desktop === null) return 'get'
  return hasPlan(surroundings, search.installed) ? 'start' : 'none'
}

export const openEngineStarter = (means: StarterMeans): EngineStarter => {
  const { surroundings, search, installed = findInstalled, run = startEngine, now = () => new Date() } = means
  const latest = new Latest<EngineStart>()
  latest.set(idle)
  let stop: AbortController | undefined
  let going: Promise<void> | undefined

  const begin = async (signal: AbortSignal): Promise<void> => {
    const startedAt = now().toISOString()
    const tell = (state: EngineStart['state'], stage: string, error: EngineStart['error'] = null): void =>
      latest.set({ state, stage, startedAt, error })
    tell('starting', '')
    try {
      await run(surroundings, (_stage, words) => tell('starting', words), signal)
      tell('answers', '')
    } catch (error) {
      if (signal.aborted) tell('cancelled', '')
      else tell('failed', '', toFailure(error, 'The Docker engine did not start.').info)
    }
  }
  const cancel = async (): Promise<void> => {
    stop?.abort()
    await going
  }
  return {
    status: async () => {
      const found = await search()
      return {
        trouble: found.found ? null : found.failure.info,
        remedy: remedyOf(surroundings, found),
        page: whereToGet(surroundings),
      }
    },
    canStart: async () => hasPlan(surroundings, await installed(surroundings)),
    start: () => {
      if (going !== undefined) return
      stop = new AbortController()
      going = begin(stop.signal).finally(() => (going = undefined))
    },
    cancel,
    watch: (signal) => latest.follow(0, signal),
    close: cancel,
  }
}
