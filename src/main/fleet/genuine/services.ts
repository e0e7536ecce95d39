import {
  serviceNames,
  type Helper,
  type Service,
  type ServiceAction,
  type ServiceName,
} from '../../../shared/domain/service'
import type { Container } from '../../engine/engine'
import { parseImage } from '../../engine/image-name'
import { lookAt } from '../steps/http-look'
import { helpersOf } from './pods'

const titles: Readonly<Record<ServiceName, string>> = {
  gateway: 'Gateway (nginx)',
  info: 'AnnotationFrameworkInfoService',
  schema: 'EMAnnotationSchemas',
  annotation: 'AnnotationEngine',
  pcg: 'PyChunkedGraph',
  mat: 'MaterializationEngine',
  'mat-worker': 'Materialization worker (Celery)',
  postgres: 'PostgreSQL with PostGIS',
  redis: 'Redis',
  bigtable: 'Bigtable emulator',
}

/** Answered by the service itself, and cheap: through the gateway, as a client reaches it. */
const healthPaths: Readonly<Partial<Record<ServiceName, string>>> = {
  gateway: '/ws/contents',
  info: '/info/health',
  schema: '/schema/versions',
  annotation: '/anno_health',
  pcg: '/segmentation/api/version',
  mat: '/materialize/version',
}

const lookMilliseconds = 3000
/** A service that does not answer this long after its start is not starting any more: mat imports for 8 s, on a slow machine longer. */
const startMilliseconds = 90_000

export interface Looks {
  readonly address: string
  readonly containers: readonly Container[]
  readonly images: Readonly<Record<string, string>>
  readonly memory: (service: ServiceName) => Promise<number | null>
  readonly workerReady: () => Promise<boolean>
  readonly now: () => number
}

interface Finding {
  readonly state: Service['state']
  readonly detail: string
}

const ended = ({ exitCode }: Container): string =>
  exitCode === null || exitCode === 0 ? 'It has stopped.' : `It ended with status ${String(exitCode)}.`

const notRunning = (container: Container | undefined): Finding | undefined => {
  if (container === undefined) return { state: 'stopped', detail: '' }
  if (container.state === 'paused') return { state: 'unhealthy', detail: 'It is paused.' }
  if (container.state !== 'running') return { state: 'stopped', detail: ended(container) }
  if (container.health === 'unhealthy')
    return { state: 'unhealthy', detail: 'Its own check says that it is not well.' }
  if (!container.current)
    return {
      state: 'unhealthy',
      detail: 'It was made for other settings, or its helper was restarted: "up" mends it.',
    }
  return undefined
}

const helpers = (name: ServiceName, { containers }: Looks): Helper[] => {
  const joined = containers.find(({ service }) => service === name)
  return helpersOf(name).map((each): Helper => {
    const down = notRunning(containers.find(({ service }) => service === each))
    if (down !== undefined) return { name: each, ...down }
    // A namespace that began anew leaves those that had joined it with a dead loopback (CAVE-FACTS 10).
    return joined?.state === 'running' && !joined.joined
      ? { name: each, state: 'unhealthy', detail: `It was restarted after ${name}: "up" mends it.` }
      : { name: each, state: 'healthy', detail: '' }
  })
}

const answers = async (name: ServiceName, looks: Looks, signal: AbortSignal): Promise<string | undefined> => {
  if (name === 'mat-worker')
    return (await looks.workerReady()) ? undefined : 'It does not take workflows yet.'
  const path = healthPaths[name]
  if (path === undefined) return undefined
  const look = await lookAt(looks.address, path, lookMilliseconds, signal)
  if (!look.answered) return `${path}: ${look.why}`
  return look.status < 500 ? undefined : `${path} answers ${String(look.status)}.`
}

const find = async (
  name: ServiceName,
  container: Container | undefined,
  shown: readonly Helper[],
  looks: Looks,
  signal: AbortSignal,
): Promise<Finding> => {
  const down = notRunning(container)
  if (down !== undefined) return down
  if (shown.some((helper) => helper.state !== 'healthy'))
    return { state: 'unhealthy', detail: 'Its network helper does not run: "up" mends it.' }
  if (
    name in healthPaths &&
    looks.containers.find(({ service }) => service === 'gateway')?.state !== 'running'
  )
    return { state: 'unhealthy', detail: 'The gateway, through which it is reached, does not run.' }
  const silent = await answers(name, looks, signal)
  if (silent === undefined) return { state: 'healthy', detail: '' }
  const age = looks.now() - Date.parse(container?.startedAt ?? '')
  return { state: age < startMilliseconds ? 'starting' : 'unhealthy', detail: silent }
}

const actionsFor = (state: Service['state']): ServiceAction[] =>
  state === 'stopped' ? ['start'] : ['restart', 'stop']

/** A tag such as v5.26.4 names the version of the image; a digest names none. */
const versionOf = (image = ''): string | null => parseImage(image).tag?.replace(/^v/, '') ?? null

/** Every service as it is now: its container, and whether it answers. */
export const describe = (looks: Looks, signal: AbortSignal): Promise<readonly Service[]> =>
  Promise.all(
    serviceNames.map(async (name): Promise<Service> => {
      const container = looks.containers.find(({ service }) => service === name)
      const shown = helpers(name, looks)
      const { state, detail } = await find(name, container, shown, looks, signal)
      return {
        name,
        title: titles[name],
        state,
        detail,
        version: versionOf(looks.images[name]),
        memory: state === 'stopped' ? null : await looks.memory(name),
        startedAt: state === 'stopped' ? null : (container?.startedAt ?? null),
        restarts: container?.restarts ?? 0,
        exitStatus: state === 'stopped' ? (container?.exitCode ?? null) : null,
        actions: actionsFor(state),
        helpers: shown,
      }
    }),
  )
