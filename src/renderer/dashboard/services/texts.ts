import type { ServiceName } from '../../../shared/domain/service'

/** What each service is called by those who know it. */
const titles = {
  gateway: 'Gateway',
  info: 'InfoService',
  schema: 'EMAnnotationSchemas',
  annotation: 'AnnotationEngine',
  pcg: 'PyChunkedGraph',
  mat: 'MaterializationEngine',
  'mat-worker': 'Materialization worker',
  postgres: 'PostgreSQL',
  redis: 'Redis',
  bigtable: 'Bigtable emulator',
} satisfies Record<ServiceName, string>

export const serviceTexts = {
  title: 'Services',
  titleOf: (name: ServiceName): string => titles[name],
  words: {
    looking: 'Looking',
    healthy: 'Healthy',
    unhealthy: 'Unhealthy',
    unknown: 'Unknown',
  },
  doesNotAnswer: (name: ServiceName): string =>
    name === 'gateway' ? 'The fleet cannot be reached.' : `${titles[name]} does not answer.`,
  graphLost: 'The segmentation graph is lost: no root can be looked up.',
} as const
