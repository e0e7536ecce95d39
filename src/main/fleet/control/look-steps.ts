import { setMaxListeners } from 'node:events'
import type { StepView } from '../../../shared/domain/step'
import { toFailure } from '../../../shared/errors'
import type { Finding, Step } from '../../orchestrator/step'
import { within } from '../../waiting/limit'

/** A probe is a quick look; one that hangs must not hold up the whole status. */
const probeMilliseconds = 10_000

/**
 * Where every step stands, without doing anything about it. All are probed side by side: a step counts as done where it and everything
 * that it needs holds at the same time. `known` is what the last run said of them: how long a step took and why it failed stays to be
 * read for as long as it is still so.
 */
export const lookSteps = async <Context>(
  steps: readonly Step<Context>[],
  context: Context,
  known: ReadonlyMap<string, StepView>,
  signal: AbortSignal,
): Promise<readonly StepView[]> => {
  const byId = new Map(steps.map((step) => [step.id, step]))
  const found = new Map(
    await Promise.all(steps.map(async (step) => [step.id, await probe(step, context, signal)] as const)),
  )
  const lacking = new Map<string, Step<Context> | undefined>()
  /** The first of the steps that it needs that is not done; undefined where all are. */
  const lacks = ({ id, needs }: Step<Context>): Step<Context> | undefined => {
    if (lacking.has(id)) return lacking.get(id)
    const lack = needs
      .flatMap((need) => byId.get(need) ?? [])
      .find((need) => found.get(need.id)?.holds !== true || lacks(need) !== undefined)
    lacking.set(id, lack)
    return lack
  }
  return steps.map((step) => {
    const lack = lacks(step)
    const seen = lack === undefined ? found.get(step.id) : undefined
    return viewOf(step, seen ?? waitingFor(lack), known.get(step.id))
  })
}

const waitingFor = (need: Pick<StepView, 'title'> | undefined): Finding => ({
  holds: false,
  detail: `Waits for "${need?.title ?? ''}".`,
})

const notDone = new Error('A step is not done.')

/** Every step's view where all of them are done now, else null: at the first that is not, the other probes are left. */
export const lookWhetherDone = async <Context>(
  steps: readonly Step<Context>[],
  context: Context,
  signal: AbortSignal,
): Promise<readonly StepView[] | null> => {
  const own = new AbortController()
  // Every probe listens to it.
  setMaxListeners(0, own.signal)
  const leave = (): void => own.abort()
  signal.addEventListener('abort', leave, { once: true })
  const done = async (step: Step<Context>): Promise<StepView> => {
    const since = Date.now()
    const finding = await probe(step, context, own.signal)
    if (!finding.holds) throw notDone
    return { ...viewOf(step, finding, undefined), elapsed: Date.now() - since }
  }
  try {
    return await Promise.all(steps.map(done))
  } catch (error) {
    signal.throwIfAborted()
    if (error !== notDone) throw error
    return null
  } finally {
    signal.removeEventListener('abort', leave)
    leave()
  }
}

const probe = async <Context>(
  step: Step<Context>,
  context: Context,
  signal: AbortSignal,
): Promise<Finding> => {
  try {
    return await within(
      signal,
      { milliseconds: probeMilliseconds, waitingFor: `the look at "${step.title}"` },
      (limited) => step.probe(context, limited),
    )
  } catch (error) {
    signal.throwIfAborted()
    return { holds: false, detail: toFailure(error).message }
  }
}

const viewOf = <Context>(
  step: Step<Context>,
  { holds, detail }: Finding,
  known: StepView | undefined,
): StepView => {
  if (holds && known?.state === 'done') return { ...known, detail }
  if (!holds && known !== undefined && ['failed', 'blocked', 'cancelled'].includes(known.state)) return known
  return {
    id: step.id,
    title: step.title,
    needs: [...step.needs],
    state: holds ? 'done' : 'waiting',
    detail,
    progress: null,
    already: holds,
    attempts: known?.attempts ?? 0,
    startedAt: null,
    elapsed: null,
    log: [],
    error: null,
  }
}
