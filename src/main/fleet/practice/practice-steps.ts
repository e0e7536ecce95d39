import type { Home, SelfCommand } from '../../home/home'
import type { Finding, Step } from '../../orchestrator/step'
import { attach } from '../../practice/client'
import { stopLeftPostgres } from '../../practice/practice'
import { startPracticeProcess } from '../../practice/start'
import type { Fleet } from '../fleet'
import { annotationTable } from '../steps/annotation-table'
import { firstVersion } from '../steps/first-version'
import { goldenCopies } from '../steps/golden-copies'
import { graph } from '../steps/graph'
import { leftovers } from '../steps/leftovers'
import { explainAs } from '../steps/step-parts'
import { databases, datastack } from './databases'

export interface PracticeParts {
  readonly home: Home
  readonly self: SelfCommand
  readonly resources: string
  readonly port: number
}

const look = async ({ home, port }: PracticeParts, signal: AbortSignal): Promise<Finding> => {
  const client = await attach(home.folder)
  if (client === null) return { holds: false, detail: 'The practice process does not run.' }
  if (client.state.port !== port)
    return { holds: false, detail: `It runs on port ${client.state.port}, not on ${port}.` }
  const { services } = await client.status(signal)
  const sick = services.filter(({ state }) => state !== 'healthy' && state !== 'absent')
  return sick.length === 0
    ? { holds: true, detail: `Process ${client.state.pid} answers on port ${port}.` }
    : { holds: false, detail: `Not well: ${sick.map(({ name }) => name).join(', ')}.` }
}

/** PostgreSQL and the services over it: one detached process. */
const services = (parts: PracticeParts): Step<Fleet> => ({
  id: 'services',
  title: 'PostgreSQL and the practice services',
  needs: [],
  limit: {
    milliseconds: 180_000,
    reason: 'the first start makes a database cluster in a second, under a virus scanner in a minute',
  },
  probe: (_fleet, signal) => look(parts, signal),
  async act(_fleet, report, signal) {
    const { home, self, resources, port } = parts
    const running = await attach(home.folder)
    if (running !== null) {
      report.detail('Stopping the process that runs')
      await running.stop(signal)
    }
    report.detail('Starting the practice process')
    await stopLeftPostgres(home.folder, resources)
    const client = await startPracticeProcess(self, { homeFolder: home.folder, port }, signal)
    report.log(`Process ${client.state.pid} answers on port ${client.state.port}`)
  },
  explain: explainAs(
    'The practice fleet did not start.',
    'Look at practice/logs in the home, then run "up" again.',
  ),
})

/** The practice fleet's bootstrap. */
export const practiceSteps = (parts: PracticeParts): readonly Step<Fleet>[] => [
  services(parts),
  leftovers(['services']),
  graph(['services']),
  databases(['leftovers']),
  datastack(['databases']),
  annotationTable(['datastack']),
  firstVersion(['annotation-table', 'graph']),
  goldenCopies(['first-version']),
]
