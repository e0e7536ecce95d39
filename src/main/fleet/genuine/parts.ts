import { Failure } from '../../../shared/errors'
import type { Container, DockerProject } from '../../engine/engine'
import { diskFull } from '../../engine/ask'
import type { Connection } from '../../data/connection'
import type { Fleet } from '../fleet'
import { adminDatabase } from '../database-names'
import type { Session, Sessions } from '../sessions'
import { reach } from '../steps/step-parts'
import { helpersOf } from './pods'
import { isIllegal } from './processor'
import type { Supply } from './supply'
import type { Worker } from './worker'

/** What the genuine fleet's steps work with beside the fleet itself. */
export interface GenuineParts {
  readonly supply: Supply
  readonly project: DockerProject
  /** The folder that holds `compose` and `cfg`. */
  readonly folder: string
  /** The folder of the built dashboard. */
  readonly dashboard: string
  readonly worker: Worker
  /** As the administrator: these steps make databases and extensions. */
  readonly sessionsOf: (connection: Connection) => Sessions
}

/** Works in one of the databases as soon as PostgreSQL can be reached; fails with FLEET_DOWN where it cannot. */
export const inDatabase = async <T>(
  parts: GenuineParts,
  fleet: Fleet,
  database: string,
  signal: AbortSignal,
  work: (session: Session) => Promise<T>,
): Promise<T> => {
  const { connection } = await reach(fleet, signal)
  return parts.sessionsOf(connection).with(database, signal, work)
}

export const inAdmin = <T>(
  parts: GenuineParts,
  fleet: Fleet,
  signal: AbortSignal,
  work: (session: Session) => Promise<T>,
): Promise<T> => inDatabase(parts, fleet, adminDatabase, signal, work)

const runs = (container: Container | undefined): boolean =>
  container?.state === 'running' && container.current && container.health !== 'unhealthy'

/** Those of the services, and of the helpers that they cannot do without, whose container does not run as declared. */
export const notRunning = async (
  { project }: GenuineParts,
  services: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const containers = new Map((await project.containers(signal)).map((each) => [each.service, each]))
  const needed = new Set(services.flatMap((service) => [...helpersOf(service), service]))
  return [...needed].filter((service) => !runs(containers.get(service)))
}

const lastLines = 12

interface EndedParts {
  readonly project: Pick<DockerProject, 'containers' | 'logs'>
  readonly supply: Pick<Supply, 'doubt'>
}

/** Fails with what a container said last when one of the services has ended: there is nothing to wait for any more. */
export const throwIfEnded = async (
  { project, supply }: EndedParts,
  services: readonly string[],
  signal: AbortSignal,
): Promise<void> => {
  const ended = (await project.containers(signal)).find(
    ({ service, state }) => services.includes(service) && (state === 'exited' || state === 'dead'),
  )
  if (ended === undefined) return
  const lines: string[] = []
  for await (const line of project.logs(ended.service, { tail: lastLines, follow: false }, signal))
    lines.push(line.replace(/^\S+Z /, ''))
  const isOfProcessor = isIllegal(ended.exitCode)
  if (isOfProcessor) await supply.doubt()
  const what = `${ended.service} ended as it started.`
  const why = `Its container ended with status ${String(ended.exitCode ?? 'unknown')}${isOfProcessor ? ', "illegal instruction": its libraries are built for another processor than Docker has' : ''}. It said last:\n${lines.join('\n')}`
  const fix = isOfProcessor
    ? 'Run "up" again: the processor is looked at anew, and an image for it is made where that helps.'
    : `Look at the whole log of ${ended.service}, then run "up" again: it goes on from here.`
  throw new Failure(diskFull(what, why) ?? { code: 'STEP_FAILED', what, why, fix })
}
