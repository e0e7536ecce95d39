import type { Step } from '../../orchestrator/step'
import type { Fleet } from '../fleet'
import { explainAs } from '../steps/step-parts'
import { until } from '../steps/http-look'
import { notRunning, throwIfEnded, type GenuineParts } from './parts'

const name = 'mat-worker'

/** It answers no request: it is ready when it says so in its log. Nothing needs it before the first version. */
export const worker = (parts: GenuineParts): Step<Fleet> => ({
  id: 'worker',
  title: 'Materialization worker',
  needs: ['databases'],
  limit: { milliseconds: 300_000, reason: 'it imports for 13 s, on a slow machine for minutes' },
  probe: async (_fleet, signal) => {
    if ((await notRunning(parts, [name], signal)).length > 0)
      return { holds: false, detail: 'It does not run.' }
    return (await parts.worker.ready(signal))
      ? { holds: true, detail: 'It takes workflows.' }
      : { holds: false, detail: 'It does not take workflows yet.' }
  },
  act: async (fleet, report, signal) => {
    // Without a worker whatever holds the lease is dead.
    if ((await notRunning(parts, [name], signal)).length > 0) await parts.worker.release(signal)
    report.detail('Starting the container')
    await parts.project.up([name], (line) => report.log(line), signal)
    report.detail('Waiting until it takes workflows')
    await until(signal, async () => {
      if (await parts.worker.ready(signal)) return true
      await throwIfEnded(parts, [name], signal)
      return false
    })
    if (!(await parts.worker.isBusy(signal))) return
    report.detail('Waiting for a workflow that was queued before')
    await until(signal, async () => !(await parts.worker.isBusy(signal)))
    // It has cut the services' connections.
    await fleet.settle(signal, 'volume')
  },
  explain: explainAs(
    'The materialization worker did not start.',
    'Look at the log of mat-worker, then retry.',
  ),
})
