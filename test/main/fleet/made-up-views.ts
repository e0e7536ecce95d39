import type { Service } from '../../../src/shared/domain/service'
import type { StepView } from '../../../src/shared/domain/step'

/** A service that runs well and tells nothing of itself. */
export const serviceOf = (changes: Partial<Service> = {}): Service => ({
  name: 'gateway',
  title: 'Gateway',
  state: 'healthy',
  detail: '',
  version: null,
  memory: null,
  startedAt: null,
  restarts: 0,
  exitStatus: null,
  actions: [],
  helpers: [],
  ...changes,
})

/** A step that has not begun. */
export const stepOf = (changes: Partial<StepView> = {}): StepView => ({
  id: 'postgres',
  title: 'PostgreSQL',
  needs: [],
  state: 'waiting',
  detail: '',
  progress: null,
  already: false,
  attempts: 1,
  startedAt: null,
  elapsed: null,
  log: [],
  error: null,
  ...changes,
})
