import type { Step } from '../../orchestrator/step'
import type { Fleet } from '../fleet'
import { lookAt, until } from '../steps/http-look'
import { explainAs } from '../steps/step-parts'
import { notRunning, throwIfEnded, type GenuineParts } from './parts'

/** Step 1 of the original set-up. */
const backingServices = ['postgres', 'redis', 'bigtable', 'gateway', 'schema'] as const

const schemaAnswers = async (fleet: Fleet, signal: AbortSignal): Promise<boolean> => {
  const found = await lookAt(fleet.address, '/schema/versions', 3000, signal)
  return found.answered && found.status === 200
}

export const backing = (parts: GenuineParts): Step<Fleet> => ({
  id: 'backing',
  title: 'Backing services, gateway and schema',
  needs: ['images'],
  limit: {
    milliseconds: 300_000,
    reason: 'containers start in seconds, yet a virus scanner can hold the first start up for minutes',
  },
  probe: async (fleet, signal) => {
    const down = await notRunning(parts, backingServices, signal)
    if (down.length > 0) return { holds: false, detail: `Not running: ${down.join(', ')}.` }
    return (await schemaAnswers(fleet, signal))
      ? { holds: true, detail: `All run; the gateway answers at ${fleet.address}.` }
      : { holds: false, detail: `${fleet.address}/schema/versions does not answer yet.` }
  },
  act: async (fleet, report, signal) => {
    report.detail('Starting the containers')
    await parts.project.up(backingServices, (line) => report.log(line), signal)
    report.detail('Waiting for the schema service behind the gateway')
    await until(signal, async () => {
      const answers = await schemaAnswers(fleet, signal)
      await throwIfEnded(parts, backingServices, signal)
      return answers
    })
  },
  explain: explainAs(
    'The backing services did not start.',
    'Look at the logs of postgres, redis, bigtable, gateway and schema, then retry.',
  ),
})
