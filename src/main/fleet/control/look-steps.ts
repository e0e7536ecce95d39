import type { StepView } from '../../../shared/domain/step'
import { toFailure } from '../../../shared/errors'
import type { Finding, Step } from '../../orchestrator/step'
import { within } from '../../waiting/limit'

/** A probe is a quick look; one that hangs must not hold up the whole status. */
const probeMilliseconds = 10_000

/**
 * Where every step stands, without doing anything about it. `known` is what the last run said of them: how long a step took
 * and why it failed stays to be read for as long as it is still so.
 */
export const lookSteps = async <Context>(
  steps: readonly Step<Context>[],
  context: Context,
  known: ReadonlyMap<string, StepView>,
  signal: AbortSignal,
): Promise<readonly StepView[]> => {
  const findings = new Map<string, Promise<Finding>>()
  const byId = new Map(steps.map((step) => [step.id, step]))
  const look = (step: Step<Context>): Promise<Finding> => {
    const begun = findings.get(step.id)
    if (begun !== undefined) return begun
    const finding = probeAfterNeeds(step)
    findings.set(step.id, finding)
    return finding
  }
  const probeAfterNeeds = async (step: Step<Context>): Promise<Finding> => {
    const needs = step.needs.flatMap((id) => byId.get(id) ?? [])
    const found = await Promise.all(needs.map(look))
    const missing = needs.find((_, index) => !found[index]?.holds)
    if (missing) return { holds: false, detail: `Waits for "${missing.title}".` }
    return probe(step, context, signal)
  }
  return Promise.all(steps.map(async (step) => viewOf(step, await look(step), known.get(step.id))))
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
