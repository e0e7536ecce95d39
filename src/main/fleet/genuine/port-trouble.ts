import type { DockerEngine, DockerProject } from '../../engine/engine'
import { portHolder } from '../../machine/port-holder'
import { isListenedAt } from '../../machine/port-listener'
import { reservedRange } from '../../machine/reserved-ports'
import { portUse, type PortUse } from '../../practice/command-line'
import { pause } from '../../waiting/limit'
import { openAttachment } from '../practice/attachment'

/** Why the fleet's port cannot be had, and what to do; null where nothing is known against it. */
export type PortTrouble = (signal: AbortSignal) => Promise<PortUse | null>

export interface PortTroubleOptions {
  readonly project: Pick<DockerProject, 'publishedPort' | 'containers'>
  readonly engine: Pick<DockerEngine, 'portPublisher'>
  readonly port: number
  readonly homeFolder: string
  /** Where the home's practice fleet answers; null where it does not run. */
  readonly practicePort?: (signal: AbortSignal) => Promise<number | null>
  readonly reserved?: typeof reservedRange
}

/** Within its container. */
const gatewayPort = 80

/** An engine listens at a port before it tells that the container runs. */
const startLimit = 5_000
const startGap = 250

/** The fleet's own gateway may have the port, and so may the practice fleet of this home, which makes way. */
export const openPortTrouble = (options: PortTroubleOptions): PortTrouble => {
  const { project, engine, port, homeFolder, reserved = reservedRange } = options
  const attachment = openAttachment(homeFolder)
  const { practicePort = async (signal) => (await attachment(signal))?.state.port ?? null } = options
  const isOurs = async (signal: AbortSignal): Promise<boolean> =>
    (await project.publishedPort('gateway', gatewayPort, signal)) === port
  /** Whoever was killed in an `up` may have left Compose at work. */
  const isStarting = async (signal: AbortSignal): Promise<boolean> =>
    (await project.containers(signal)).some(
      ({ service, state }) => service === 'gateway' && state === 'created',
    )
  return async (signal) => {
    for (let waited = 0; waited < startLimit; waited += startGap) {
      if (await isOurs(signal)) return null
      if (!(await isListenedAt(port, signal)) || !(await isStarting(signal))) break
      await pause(startGap, signal)
    }
    if (await isOurs(signal)) return null
    if (!(await isListenedAt(port, signal))) {
      const range = await reserved(port)
      return range === undefined
        ? null
        : {
            why: `Windows keeps the ports ${String(range.from)} to ${String(range.to)} reserved, though nothing listens there ("netsh interface ipv4 show excludedportrange protocol=tcp").`,
            fix: 'Use another port: --port N. The panel and the datastack follow it.',
          }
    }
    if ((await practicePort(signal)) === port) return null
    const publisher = await engine.portPublisher(port, signal)
    return publisher === null
      ? portUse(await portHolder(port))
      : {
          why: `The container ${publisher} publishes it.`,
          fix: `Stop it where it was started ("docker stop ${publisher}"), or use another port: --port N.`,
        }
  }
}
