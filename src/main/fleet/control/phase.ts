import type { FleetPhase, Job } from '../../../shared/domain/fleet'
import type { Service } from '../../../shared/domain/service'
import type { StepView } from '../../../shared/domain/step'

export interface Observed {
  readonly job: Pick<Job, 'kind'> | null
  readonly services: readonly Pick<Service, 'state'>[]
  readonly steps: readonly Pick<StepView, 'state'>[]
  /** True when the last start failed. */
  readonly failed: boolean
}

/** The fleet's phase follows from what was observed; nothing else remembers it. */
export const phaseOf = ({ job, services, steps, failed }: Observed): FleetPhase => {
  if (job?.kind === 'up') return 'starting'
  if (job?.kind === 'down') return 'stopping'
  const present = services.filter((service) => service.state !== 'absent')
  if (present.every((service) => service.state === 'stopped')) return failed ? 'failed' : 'down'
  if (present.some((service) => service.state === 'starting')) return 'starting'
  const healthy = present.every((service) => service.state === 'healthy')
  if (healthy && steps.every((step) => step.state === 'done')) return 'ready'
  return failed ? 'failed' : 'degraded'
}
