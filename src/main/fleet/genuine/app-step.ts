import type { Step } from '../../orchestrator/step'
import type { Fleet } from '../fleet'
import { lookAt, until } from '../steps/http-look'
import { explainAs } from '../steps/step-parts'
import { notRunning, throwIfEnded, type GenuineParts } from './parts'

/** A step that starts containers and waits until each answers through the gateway. */
export interface AppStep {
  readonly id: string
  readonly title: string
  readonly needs: readonly string[]
  readonly limit: Step<Fleet>['limit']
  readonly services: readonly string[]
  /** Paths that answer 200 once the services are up. */
  readonly paths: readonly string[]
  readonly failure: { readonly what: string; readonly fix: string }
}

const lookMilliseconds = 5000
/** A service has several processes, and each may fail once or twice after its connections were cut (CAVE-FACTS 8.A). */
const goodInARow = 4

export const appStep = (parts: GenuineParts, declared: AppStep): Step<Fleet> => {
  const { services, paths, failure, ...rest } = declared
  const silent = async (fleet: Fleet, signal: AbortSignal): Promise<readonly string[]> => {
    const looks = await Promise.all(
      paths.map((path) => lookAt(fleet.address, path, lookMilliseconds, signal)),
    )
    return paths.filter((_, index) => {
      const look = looks[index]
      return !look?.answered || look.status !== 200
    })
  }
  const missing = async (fleet: Fleet, signal: AbortSignal): Promise<string | null> => {
    const down = await notRunning(parts, services, signal)
    if (down.length > 0) return `Not running: ${down.join(', ')}.`
    const paths = await silent(fleet, signal)
    return paths.length > 0 ? `No good answer yet: ${paths.join(', ')}.` : null
  }
  return {
    ...rest,
    probe: async (fleet, signal) => {
      const what = await missing(fleet, signal)
      return what === null
        ? { holds: true, detail: `${services.join(' and ')} answer.` }
        : { holds: false, detail: what }
    },
    act: async (fleet, report, signal) => {
      report.detail('Starting the containers')
      await parts.project.up(services, (line) => report.log(line), signal)
      await until(signal, async () => {
        for (let good = 0; good < goodInARow; good += 1) {
          const what = await missing(fleet, signal)
          if (what === null) continue
          report.detail(`Waiting. ${what}`)
          await throwIfEnded(parts, services, signal)
          return false
        }
        return true
      })
    },
    explain: explainAs(failure.what, failure.fix),
  }
}
