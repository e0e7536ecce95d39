import type { Fleet } from '../../../../src/main/fleet/fleet'
import type { Step } from '../../../../src/main/orchestrator/step'
import { fakeFleet } from '../fake-fleet'
import { serviceOf } from '../made-up-views'

export interface MadeUpFleet {
  readonly fleet: Fleet
  /** Ids of the steps whose postcondition holds. */
  readonly made: Set<string>
  /** Steps whose action fails. */
  readonly spoilt: Set<string>
  /** What was done to it, in order. */
  readonly journal: string[]
  /** Lets watchers know that something changed. */
  readonly hint: () => void
}

/** A fleet of two steps, "process" and "table", in memory: the first one's postcondition is that it runs. */
export const madeUpFleet = (): MadeUpFleet => {
  const made = new Set<string>()
  const spoilt = new Set<string>()
  const journal: string[] = []
  let wake: () => void = () => undefined
  const step = (id: string, needs: readonly string[]): Step<Fleet> => ({
    id,
    title: id,
    needs,
    limit: { milliseconds: 5000, reason: 'it is quick' },
    probe: async () => ({ holds: made.has(id), detail: made.has(id) ? 'there' : 'missing' }),
    act: async (_fleet, report) => {
      journal.push(id)
      report.detail(`making ${id}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
      if (spoilt.has(id)) throw new Error(`${id} is spoilt`)
      made.add(id)
    },
    explain: (error) => ({ code: 'STEP_FAILED', what: `No ${id}.`, why: String(error), fix: 'Again.' }),
  })
  const fleet = fakeFleet({
    steps: [step('process', []), step('table', ['process'])],
    services: async () => [serviceOf({ state: made.has('process') ? 'healthy' : 'stopped' })],
    down: async (volumes) => {
      journal.push(volumes ? 'down with volumes' : 'down')
      made.delete('process')
      if (volumes) made.clear()
    },
    hints: async function* (signal) {
      while (!signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve
          signal.addEventListener('abort', () => resolve(), { once: true })
        })
        if (!signal.aborted) yield
      }
    },
  })
  return { fleet, made, spoilt, journal, hint: () => wake() }
}
