import type { Service, ServiceName } from '../../shared/domain/service'

const titles: Readonly<Record<ServiceName, string>> = {
  gateway: 'Gateway',
  info: 'AnnotationFrameworkInfoService',
  schema: 'EMAnnotationSchemas',
  annotation: 'AnnotationEngine',
  pcg: 'PyChunkedGraph',
  mat: 'MaterializationEngine',
  'mat-worker': 'Materialization worker',
  postgres: 'PostgreSQL',
  redis: 'Redis',
  bigtable: 'Bigtable emulator',
}

/** The versions of the genuine services whose answers are given. */
const versions: Readonly<Partial<Record<ServiceName, string>>> = {
  info: '4.3.3',
  schema: '5.26.3',
  annotation: '4.35.0',
  pcg: '2.21.1',
  mat: '5.26.4',
  'mat-worker': '5.26.4',
}

/** Services that the process can stop answering for, as if their container were stopped. */
export const switchable: ReadonlySet<ServiceName> = new Set<ServiceName>([
  'info',
  'schema',
  'annotation',
  'pcg',
  'mat',
])

export interface Observed {
  readonly startedAt: string
  readonly memory: number
  readonly postgres: {
    readonly accepts: boolean
    readonly memory: number | null
    readonly version: string | null
  }
}

/** Which services answer. A stopped one is answered for with 502, as nginx does for a stopped container. */
export class Switches {
  private readonly stopped = new Set<ServiceName>()
  private readonly starts = new Map<ServiceName, { at: string; restarts: number }>()

  isStopped(service: ServiceName): boolean {
    return this.stopped.has(service)
  }

  act(service: ServiceName, action: 'start' | 'stop' | 'restart'): void {
    if (action === 'stop') {
      this.stopped.add(service)
      return
    }
    const restarts = (this.starts.get(service)?.restarts ?? 0) + (action === 'restart' ? 1 : 0)
    if (action === 'restart' || this.stopped.has(service))
      this.starts.set(service, { at: new Date().toISOString(), restarts })
    this.stopped.delete(service)
  }

  /**
   * The ten services of the genuine fleet, mapped to what runs here. The process's memory is told once, on the gateway: it
   * cannot be divided among services that share it.
   */
  describe(names: readonly ServiceName[], seen: Observed): readonly Service[] {
    return names.map((name): Service => {
      const base = { name, title: titles[name], version: versions[name] ?? null, memory: null, restarts: 0 }
      if (name === 'redis' || name === 'bigtable')
        return { ...base, state: 'absent', detail: 'Not needed in practice.', startedAt: null, actions: [] }
      if (name === 'postgres') {
        const { accepts, memory, version } = seen.postgres
        const [state, detail] = accepts
          ? (['healthy', ''] as const)
          : (['unhealthy', 'It accepts no connections.'] as const)
        return { ...base, state, detail, version, memory, startedAt: seen.startedAt, actions: [] }
      }
      const own = this.starts.get(name)
      const part = { startedAt: own?.at ?? seen.startedAt, restarts: own?.restarts ?? 0 }
      const memory = name === 'gateway' ? seen.memory : null
      if (this.stopped.has(name))
        return {
          ...base,
          ...part,
          startedAt: null,
          state: 'stopped',
          detail: 'Stopped by you.',
          actions: ['start'],
        }
      const detail = name === 'gateway' ? '' : 'Part of the practice process.'
      const actions: Service['actions'] = switchable.has(name) ? ['stop', 'restart'] : []
      return { ...base, ...part, memory, state: 'healthy', detail, actions }
    })
  }
}
