import { setTimeout as pause } from 'node:timers/promises'
import { cancelled, Failure } from '../../shared/errors'
import { findEngine, type EngineSearch } from './find-engine'
import { desktopRuns, launch, readDesktopStatus } from './launch'
import { launchPlan, type Launch } from './launch-plan'
import type { Said } from './probe-engine'
import { startStage, stageWords, type StartStage } from './start-state'
import type { Surroundings } from './surroundings'

/** First starts take 5 to 10 minutes on laptops with a virus scanner: a shorter limit turned slow starts into failures elsewhere. */
export const startLimit = {
  milliseconds: 600_000,
  reason: 'first starts of Docker Desktop take up to ten minutes',
}

/** Nothing tells when an engine begins to answer: it is asked. */
const lookMilliseconds = 2000

export interface StartMeans {
  search(signal: AbortSignal): Promise<EngineSearch>
  readonly run: typeof launch
  pause(milliseconds: number, signal: AbortSignal): Promise<unknown>
  now(): number
}

const meansHere = (surroundings: Surroundings): StartMeans => ({
  search: (signal) => findEngine(surroundings, signal),
  run: launch,
  pause: (milliseconds, signal) => pause(milliseconds, undefined, { signal }),
  now: () => Date.now(),
})

const what = 'The Docker engine did not start.'

const whatToDo: Readonly<Record<Exclude<StartStage, 'answers'>, string>> = {
  program: 'Open Docker Desktop by hand: it may ask to accept its terms, or for an update. Then try again.',
  machine:
    'On Windows: "wsl --update", then "wsl --shutdown", and check that virtualization is switched on in the BIOS. Then restart the machine and try again.',
  engine:
    'In Docker Desktop: Troubleshoot (the bug in its title bar) > Restart. If it stays so, restart the machine. Then try again.',
}

/** The socket of the integration follows the engine within seconds. */
const integrationMilliseconds = 60_000

const notIntegrated = (): Failure =>
  new Failure({
    code: 'ENGINE_MISSING',
    what: 'Docker Desktop runs on Windows, and its engine cannot be reached from this distribution of WSL.',
    why: 'Its WSL integration is not switched on for this distribution: there is no socket of it here.',
    fix: 'In Docker Desktop: Settings > Resources > WSL integration, switch on this distribution, "Apply & restart". Then try again. Or run RealCAVE on Windows.',
  })

const notInTime = (stage: Exclude<StartStage, 'answers'>): Failure =>
  new Failure({
    code: 'TIMED_OUT',
    what,
    why: `After ${startLimit.milliseconds / 60_000} minutes it still was: ${stageWords[stage]}.`,
    fix: `${whatToDo[stage]} Meanwhile the practice fleet runs without Docker: --fleet practice.`,
  })

const launchOne = async (plan: readonly Launch[], run: typeof launch, signal: AbortSignal): Promise<void> => {
  const said: string[] = []
  for (const each of plan) {
    const result = await run(each, signal)
    if (signal.aborted) throw cancelled(what)
    if (result.ok) return
    said.push(`${each.file}: ${result.said || 'it failed'}`)
  }
  throw new Failure({ code: 'ENGINE_MISSING', what, why: said.join('; '), fix: whatToDo.program })
}

/** The most telling of what the candidates said. */
const mostTelling = (search: EngineSearch): Said['kind'] => {
  if (search.found) return 'answers'
  const kinds = new Set(search.tries.map(({ said }) => said.kind))
  return (['windows', 'failed', 'silent'] as const).find((kind) => kinds.has(kind)) ?? 'absent'
}

/** Nothing that starting something could change. */
const isFinal = ({ failure }: Extract<EngineSearch, { found: false }>): boolean =>
  failure.info.code === 'ENGINE_REFUSED' || failure.info.code === 'ENGINE_DENIED'

/**
 * Starts Docker Desktop where it is stopped and waits until its engine answers; each waiting state is told once, as it begins.
 * A start that is under way already is waited for as well.
 */
export const startEngine = async (
  surroundings: Surroundings,
  report: (stage: StartStage, words: string) => void,
  signal: AbortSignal,
  means: StartMeans = meansHere(surroundings),
): Promise<Extract<EngineSearch, { found: true }>> => {
  const until = means.now() + startLimit.milliseconds
  let launched = false
  let told: StartStage | undefined
  /** Since when the engine runs on Windows and is not to be had in WSL. */
  let apart: number | undefined
  for (;;) {
    const search = await means.search(signal)
    if (!search.found && isFinal(search)) throw search.failure
    const [program, status] = search.found
      ? [null, null]
      : await Promise.all([
          desktopRuns(surroundings, means.run, signal),
          readDesktopStatus(search.installed, means.run, signal),
        ])
    if (signal.aborted) throw cancelled(what)
    const stage = startStage({ program, status, said: mostTelling(search) })
    if (stage !== told) report(stage, stageWords[stage])
    told = stage
    if (search.found) return search
    if (stage === 'program' && !launched) {
      launched = true
      await launchOne(launchPlan(surroundings, search.installed), means.run, signal)
    }
    const isApart = surroundings.wsl && status === 'running' && stage === 'machine'
    apart = isApart ? (apart ?? means.now()) : undefined
    if (apart !== undefined && means.now() - apart >= integrationMilliseconds) throw notIntegrated()
    if (stage !== 'answers' && means.now() >= until) throw notInTime(stage)
    await means.pause(lookMilliseconds, signal).catch(() => undefined)
    if (signal.aborted) throw cancelled(what)
  }
}
