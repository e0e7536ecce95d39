import type { Hono } from 'hono'
import { exactAnswer } from '../annotation/exact-json'
import type { Workflows } from './workflow'

const worker = 'worker.all@practice'

/** What the genuine service asks of Celery and Redis, told of the one worker that there is here. */
export const addStatusRoutes = (app: Hono, workflows: Workflows): void => {
  const api = '/materialize/api/v2'
  const active = (): Record<string, unknown> => {
    const running = workflows.running()
    const task = { name: 'orchestration:run_complete_workflow', id: running?.id, time_start: running?.since }
    return { [worker]: running === undefined ? [] : [task] }
  }
  app.get(`${api}/workflow/status/active`, () => exactAnswer(active()))
  app.get(`${api}/workflow/status/locks`, () => exactAnswer({}))
  app.put(`${api}/workflow/status/locks`, () => exactAnswer({}))
  app.get(`${api}/celery/status/info`, () =>
    exactAnswer({
      availability: { [worker]: { ok: 'pong' } },
      stats: { [worker]: { pool: { 'max-concurrency': 1 } } },
      registered_tasks: { [worker]: ['orchestration:run_complete_workflow'] },
      active_tasks: active(),
      scheduled_tasks: { [worker]: [] },
    }),
  )
}
