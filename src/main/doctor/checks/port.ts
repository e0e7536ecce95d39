import { portHolder, type PortHolder } from '../../machine/port-holder'
import { portUse } from '../../practice/command-line'
import { readProcessState } from '../../practice/process-file'
import { reservedRange, type PortRange } from '../../machine/reserved-ports'
import { tryPort, type Listening } from './try-port'
import { failed, passed, type Preflight, type Surroundings, type Verdict } from '../preflight'

/** Within its container. */
const gatewayPort = 80

/** Docker publishes the gateway's port for this home's genuine fleet. */
const isOurGateway = async ({ docker, port }: Surroundings, signal: AbortSignal): Promise<boolean> => {
  const { here } = await docker()
  return (await here?.project.publishedPort('gateway', gatewayPort, signal)) === port
}

/** The process of this home's practice fleet, if it should be the one at this port. */
const ourProcess = async ({ home, port }: Surroundings): Promise<number | undefined> => {
  const state = await readProcessState(home.folder)
  return state?.port === port ? state.pid : undefined
}

const choose = { name: 'place.choose' } as const
const another = 'Use another port: --port N. The panel and the datastack follow it.'

export const judgePort = (
  port: number,
  listening: Listening,
  holder: PortHolder | undefined,
  ours: number | 'docker' | undefined,
  range?: PortRange,
): Verdict => {
  if (listening === 'free') return passed(`Port ${port} is free.`)
  if (listening === 'reserved') {
    return failed(
      `Port ${port} cannot be used.`,
      process.platform === 'win32'
        ? `Windows keeps ${range === undefined ? 'it' : `the ports ${String(range.from)} to ${String(range.to)}`} reserved, though nothing listens there ("netsh interface ipv4 show excludedportrange protocol=tcp").`
        : 'This user may not listen there.',
      another,
      choose,
    )
  }
  if (ours === 'docker' || (holder !== undefined && holder.pid === ours))
    return passed(`Port ${port} is held by this home's fleet.`)
  const { why, fix } = portUse(holder)
  return failed(`Port ${port} is taken.`, why, fix, choose)
}

export const port: Preflight = {
  id: 'port',
  title: 'Port of the fleet',
  async look(surroundings, signal) {
    const { port: asked } = surroundings
    const listening = await tryPort(asked)
    if (listening === 'free') return judgePort(asked, listening, undefined, undefined)
    if (listening === 'reserved')
      return judgePort(asked, listening, undefined, undefined, await reservedRange(asked))
    // Without Docker, or with one that does not answer, the gateway is nobody's.
    const gateway = await isOurGateway(surroundings, signal).catch(() => false)
    const ours = gateway ? 'docker' : await ourProcess(surroundings)
    return judgePort(asked, listening, await portHolder(asked), ours)
  },
}
