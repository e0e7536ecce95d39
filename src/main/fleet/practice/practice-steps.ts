import type { Home, SelfCommand } from '../../home/home'
import { processExists } from '../../home/process-identity'
import { portHolder } from '../../machine/port-holder'
import type { Finding, Step } from '../../orchestrator/step'
import { homeIn } from '../../practice/command-line'
import type { PracticeClient } from '../../practice/client'
import { startPracticeProcess } from '../../practice/start'
import type { Fleet } from '../fleet'
import { annotationTable } from '../steps/annotation-table'
import { firstVersion } from '../steps/first-version'
import { goldenCopies } from '../steps/golden-copies'
import { graph } from '../steps/graph'
import { until } from '../steps/http-look'
import { leftovers } from '../steps/leftovers'
import { resetFinished } from '../steps/reset-finished'
import { roles } from '../steps/roles'
import { explainAs } from '../steps/step-parts'
import { observe, stopAttached, type Attachment } from './attachment'
import { databases, datastack } from './databases'

export interface PracticeParts {
  readonly home: Home
  readonly self: SelfCommand
  readonly port: number
  readonly attachment: Attachment
}

const look = async ({ port, attachment }: PracticeParts, signal: AbortSignal): Promise<Finding> => {
  const observed = await observe(attachment, signal)
  if (observed === null) return { holds: false, detail: 'The practice process does not run.' }
  const { client, status } = observed
  if (client.state.port !== port)
    return { holds: false, detail: `It runs on port ${client.state.port}, not on ${port}.` }
  const sick = status.services.filter(({ state }) => state !== 'healthy' && state !== 'absent')
  return sick.length === 0
    ? { holds: true, detail: `Process ${client.state.pid} answers on port ${port}.` }
    : { holds: false, detail: `Not well: ${sick.map(({ name }) => name).join(', ')}.` }
}

/** A process of this home that holds the port and does not answer yet: an `up` that was killed or cancelled began it. */
const startingProcess = async ({ home, port }: PracticeParts): Promise<number | undefined> => {
  const holder = await portHolder(port)
  return holder !== undefined && homeIn(holder.command) === home.folder ? holder.pid : undefined
}

/** That process, once it answers; null when there is none, or it ended without. */
const whileStarting = async (
  parts: PracticeParts,
  begun: number | undefined,
  signal: AbortSignal,
): Promise<PracticeClient | null> => {
  // Its number is enough to see its end: asking for the port's holder costs Windows a second each time.
  await until(
    signal,
    async () => (await parts.attachment(signal)) !== null || begun === undefined || !processExists(begun),
  )
  return parts.attachment(signal)
}

/** A process that was begun an instant before ours may be the quicker one at the port. */
const startOrJoin = async (parts: PracticeParts, signal: AbortSignal): Promise<PracticeClient> => {
  const { home, self, port } = parts
  try {
    return await startPracticeProcess(self, { homeFolder: home.folder, port }, signal)
  } catch (error) {
    const other = await whileStarting(parts, await startingProcess(parts), signal)
    if (other === null) throw error
    return other
  }
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
    report.detail('Stopping what runs')
    await stopAttached(parts.attachment, signal)
    const begun = await startingProcess(parts)
    if (begun !== undefined) report.detail(`Waiting for process ${begun}, which an earlier start began`)
    else report.detail('Starting the practice process')
    const client = (await whileStarting(parts, begun, signal)) ?? (await startOrJoin(parts, signal))
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
  roles(['services']),
  leftovers(['roles']),
  graph(['services']),
  databases(['leftovers']),
  datastack(['databases']),
  annotationTable(['datastack']),
  firstVersion(['annotation-table', 'graph']),
  goldenCopies(['first-version']),
  resetFinished(['golden-copies']),
]
