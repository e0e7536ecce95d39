import type { LogLine, RequestEntry, ServiceName } from '../../../shared/domain/service'
import type { Connection } from '../../data/connection'
import type { DockerProject } from '../../engine/engine'
import { Latest } from '../../waiting/latest'
import { merged } from '../../waiting/merged'
import type { Fleet } from '../fleet'
import { administratorSessionsOf } from '../sessions'
import { containerLine } from './container-log'
import { followedLog } from './followed-log'
import { requestOf } from './gateway-log'
import { genuinePreliminaries, genuineSteps } from './genuine-steps'
import { runGraphScript } from './graph-script'
import { openMemory } from './memory'
import type { PortTrouble } from './port-trouble'
import { describe } from './services'
import { openServiceActs } from './service-acts'
import { forgetMet, isSettled, settleAndNote } from './settled'
import type { Supply } from './supply'
import { openWorker, redis } from './worker'

export interface GenuineFleetOptions {
  readonly supply: Supply
  readonly project: DockerProject
  readonly port: number
  readonly postgresPassword: string
  readonly portTrouble: PortTrouble
  /** The folder that holds `compose` and `cfg`. */
  readonly folder: string
  /** The folder of the built dashboard. */
  readonly dashboard: string
}

const postgresPort = 5432

/** The genuine services as containers of one Compose project. */
export const createGenuineFleet = (options: GenuineFleetOptions): Fleet => {
  const { supply, project, port, postgresPassword, portTrouble, folder, dashboard } = options
  const address = `http://127.0.0.1:${String(port)}`
  const worker = openWorker(project)
  const figures = new Latest<void>()
  const memory = openMemory({ project, came: () => figures.set() })

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

  const parts = { supply, project, folder, dashboard, worker, sessionsOf: administratorSessionsOf }
  const settle: Fleet['settle'] = (signal, extent = 'everything') =>
    settleAndNote(parts, fleet, extent, signal)
  const fleet: Fleet = {
    kind: 'genuine',
    address,
    layoutImages: supply.layoutImages,
    steps: genuineSteps(parts, portTrouble),
    preliminaries: genuinePreliminaries,
    connection,
    services: async (signal, patient = false) => {
      const looks = {
        address,
        containers: await project.containers(signal),
        images: project.images,
        memory: (name: ServiceName) => memory(name, patient),
        workerReady: () => worker.ready(signal),
        now: Date.now,
      }
      return describe(looks, signal)
    },
    act: openServiceActs({ project, worker, rebuildGraph, settle }),
    logs,
    requests,
    hints: (signal) => merged(project.events(signal), figures.follow(0, signal)),
    rebuildGraph,
    settle,
    isSettled: (signal) => isSettled(parts, fleet, signal),
    unsettle: (signal) => forgetMet(parts, fleet, signal),
    clearQueues: async (signal) => {
      // A workflow that hangs holds the lease for ever; one that a killed worker left holds it for ten minutes.
      const leased = await worker.isLeased(signal)
      await redis(project, ['flushall'], signal)
      if (leased && (await worker.runs(signal))) await worker.repair(signal)
    },
    freeWorker: (signal) => worker.free(signal),
    repairWorker: (signal) => worker.repair(signal),
    down: (volumes, signal) => project.remove(volumes, signal),
  }
  return fleet
}
