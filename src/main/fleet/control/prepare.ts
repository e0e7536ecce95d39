import type { StepView } from '../../../shared/domain/step'
import { Failure } from '../../../shared/errors'
import { noRecords } from '../../orchestrator/record'
import { startRun, viewsOf } from '../../orchestrator/run'
import { runSteps } from '../../orchestrator/run-steps'
import type { Fleet } from '../fleet'

/** Brings a fleet's preliminaries about; fails with the first one that does not hold. */
export const prepareFleet = async (
  fleet: Fleet,
  show: (views: readonly StepView[]) => void,
  signal: AbortSignal,
): Promise<void> => {
  const first = new Set(fleet.preliminaries)
  const all = viewsOf(startRun(fleet.steps, {}, Date.now()))
  const { error } = await runSteps({
    steps: fleet.steps.filter(({ id }) => first.has(id)),
    context: fleet,
    signal,
    records: noRecords,
    // Those of the start itself are told as well: they wait.
    observe: (views) => show(all.map((view) => views.find(({ id }) => id === view.id) ?? view)),
  })
  if (error !== null) throw new Failure(error)
}
