import type { LogLine, RequestEntry, ServiceName } from '../../../shared/domain/service'
import type { Connection } from '../../data/connection'
import type { DockerProject } from '../../engine/engine'
import type { Fleet } from '../fleet'
import { sessionsOf } from '../sessions'
import { containerLine } from './container-log'
import { followedLog } from './followed-log'
import { requestOf } from './gateway-log'
import { genuineSteps } from './genuine-steps'
import { runGraphScript } from './graph-script'
import { openMemory } from './memory'
import { describe } from './services'
import { openServiceActs } from './service-acts'
import { settle } from './settle'
import type { Supply } from './supply'
import { openWorker, redis } from './worker'

export interface GenuineFleetOptions {
  readonly supply: Supply
  readonly project: DockerProject
  readonly port: number
  readonly postgresPassword: string
  /** The folder that holds `compose` and `cfg`. */
  readonly folder: string
  /** The folder of the built dashboard. */
  readonly dashboard: string
}

const postgresPort = 5432

/** The genuine services as containers of one Compose project. */
export const createGenuineFleet = (options: GenuineFleetOptions): Fleet => {
  const { supply, project, port, postgresPassword, folder, dashboard } = options
  const address = `http://127.0.0.1:${String(port)}`
  const worker = openWorker(project)
  const memory = openMemory(project)

  const connection = async (signal: AbortSignal): Promise<Connection | null> => {
    const published = await project.publishedPort('postgres', postgresPort, signal)
    if (published === null) return null
    return {
      address,
      datastack: 'fake_datastack',
      alignedVolume: 'fake_volume',
      postgres: { host: '127.0.0.1', port: published, user: 'postgres', password: postgresPassword },
    }
  }
  const rebuildGraph = (signal: AbortSignal): Promise<void> =>
    runGraphScript(project, () => undefined, signal)

  async function* logs(
    service: ServiceName,
    tail: number,
    signal: AbortSignal,
  ): AsyncGenerator<readonly LogLine[]> {
    for await (const batch of followedLog(project, service, tail, signal))
      yield batch.map((line) => containerLine(service, line, () => new Date()))
  }
  async function* requests(tail: number, signal: AbortSignal): AsyncGenerator<readonly RequestEntry[]> {
    let id = 0
    for await (const batch of followedLog(project, 'gateway', tail, signal))
      yield batch.flatMap((line) => requestOf(line, (id += 1)) ?? [])
  }

  return {
    kind: 'genuine',
    address,
    get images() {
      return project.images
    },
    steps: genuineSteps({ supply, project, folder, dashboard, worker, sessionsOf }),
    connection,
    services: async (signal) => {
      const looks = {
        address,
        containers: await project.containers(signal),
        images: project.images,
        memory,
        workerReady: () => worker.ready(signal),
        now: Date.now,
      }
      return describe(looks, signal)
    },
    act: openServiceActs({ project, address, worker, rebuildGraph }),
    logs,
    requests,
    hints: (signal) => project.events(signal),
    rebuildGraph,
    settle: (signal) => settle(project, address, signal),
    clearQueues: async (signal) => {
      // A workflow that hangs holds the lease for ever; one that a killed worker left holds it for ten minutes.
      const leased = await worker.isLeased(signal)
      await redis(project, ['flushall'], signal)
      if (leased) await worker.repair(signal)
    },
    repairWorker: (signal) => worker.repair(signal),
    down: (volumes, signal) => project.remove(volumes, signal),
  }
}
