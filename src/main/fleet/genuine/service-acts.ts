import type { ServiceAction, ServiceName } from '../../../shared/domain/service'
import type { Project } from '../../engine/engine'
import { within } from '../../waiting/limit'
import { until } from '../steps/http-look'
import type { Worker } from './worker'

interface Parts {
  readonly project: Project
  readonly worker: Worker
  readonly rebuildGraph: (signal: AbortSignal) => Promise<void>
  readonly settle: (signal: AbortSignal) => Promise<void>
}

const limit = (service: ServiceName) => ({ milliseconds: 120_000, waitingFor: `${service} to run` }) as const

/** What the engine asks as well, but up to half a minute later. */
const asks: Readonly<Partial<Record<ServiceName, readonly string[]>>> = {
  redis: ['redis-cli', 'ping'],
  postgres: ['pg_isready', '--host=127.0.0.1', '--username=postgres'],
}

const runs = async (project: Project, service: ServiceName, signal: AbortSignal): Promise<boolean> => {
  const container = (await project.containers(signal)).find((each) => each.service === service)
  if (container?.state !== 'running') return false
  const ask = asks[service]
  if (ask === undefined || container.health !== 'starting') return container.health !== 'starting'
  return (await project.exec(service, ask, () => undefined, signal)).status === 0
}

/** What a service forgot or broke by its restart, put right: the next client meets nothing of it. */
const mend = async (service: ServiceName, parts: Parts, signal: AbortSignal): Promise<void> => {
  // The emulator holds the graph in memory (CAVE-FACTS 8.2).
  if (service === 'bigtable') await parts.rebuildGraph(signal)
  else if (service === 'mat-worker') await parts.worker.untilReady(signal)
  else if (service === 'postgres') await parts.settle(signal)
}

/** Start, stop and restart of one service, by itself. */
export const openServiceActs =
  (parts: Parts) =>
  async (service: ServiceName, action: ServiceAction, signal: AbortSignal): Promise<void> => {
    const { project } = parts
    // `up` also starts what it needs, and makes it anew where it is not as declared.
    if (action === 'start') await project.up([service], () => undefined, signal)
    else await project.act(service, action, signal)
    if (action === 'stop') return
    await within(signal, limit(service), (limited) => until(limited, () => runs(project, service, limited)))
    await mend(service, parts, signal)
  }
