import type { StepView } from '../../../shared/domain/step'
import type { RunRecord } from '../../orchestrator/record'
import type { Step } from '../../orchestrator/step'
import type { Fleet } from '../fleet'

/** How the last start failed, whichever process made it: steps that failed, with their reasons. */
export const pastFailures = (steps: readonly Step<Fleet>[], records: RunRecord): readonly StepView[] =>
  steps.flatMap(({ id, title, needs }) => {
    const { attempts, state, error } = records[id] ?? { attempts: 0, state: 'waiting', error: null }
    if (state !== 'failed' || error === null) return []
    const view: StepView = {
      id,
      title,
      needs: [...needs],
      state,
      detail: error.what,
      progress: null,
      already: false,
      attempts,
      startedAt: null,
      elapsed: null,
      log: [],
      error,
    }
    return [view]
  })
