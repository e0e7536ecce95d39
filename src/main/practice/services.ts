import { serviceNames, type Service, type ServiceName } from '../../shared/domain/service'

/** What each stands in for, and the version of the genuine service whose answers are given. */
const genuine: Readonly<Record<ServiceName, readonly [title: string, version: string | null]>> = {
  gateway: ['Gateway', null],
  info: ['AnnotationFrameworkInfoService', '4.3.3'],
  schema: ['EMAnnotationSchemas', '5.26.3'],
  annotation: ['AnnotationEngine', '4.35.0'],
  pcg: ['PyChunkedGraph', '2.21.1'],
  mat: ['MaterializationEngine', '5.26.4'],
  'mat-worker': ['Materialization worker', '5.26.4'],
  postgres: ['PostgreSQL', null],
  redis: ['Redis', null],
  bigtable: ['Bigtable emulator', null],
}

export interface Observed {
  readonly startedAt: string
  /** Bytes of the whole process: they cannot be divided among the services that share it, and stand beside the gateway. */
  readonly memory: number
  readonly postgres: {
    /** Null while it accepts no connections. */
    readonly version: string | null
    readonly memory: number | null
  }
}

/** The ten services of the genuine fleet, mapped to what runs here; null: nothing runs. */
export const describeServices = (seen: Observed | null): readonly Service[] =>
  serviceNames.map((name): Service => {
    const [title, version] = genuine[name]
    const startedAt = seen?.startedAt ?? null
    const plain = { memory: null, restarts: 0, exitStatus: null, actions: [], helpers: [] }
    const service = { name, title, version, startedAt, ...plain }
    if (name === 'redis' || name === 'bigtable')
      return { ...service, state: 'absent', detail: 'Not needed in practice.', startedAt: null }
    if (seen === null) return { ...service, state: 'stopped', detail: '' }
    if (name === 'gateway') return { ...service, state: 'healthy', detail: '', memory: seen.memory }
    if (name !== 'postgres') return { ...service, state: 'healthy', detail: 'Part of the practice process.' }
    return seen.postgres.version === null
      ? { ...service, state: 'unhealthy', detail: 'It accepts no connections.' }
      : { ...service, state: 'healthy', detail: '', ...seen.postgres }
  })
