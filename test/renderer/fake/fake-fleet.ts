import type { FleetStatus, ResetPlan } from '../../../src/shared/domain/fleet'
import {
  serviceNames,
  type LogLine,
  type RequestEntry,
  type Service,
  type ServiceName,
} from '../../../src/shared/domain/service'
import type { StepView } from '../../../src/shared/domain/step'

const titles: Readonly<Record<ServiceName, string>> = {
  gateway: 'nginx gateway',
  info: 'InfoService',
  schema: 'SchemaService',
  annotation: 'AnnotationEngine',
  pcg: 'PyChunkedGraph',
  mat: 'MaterializationEngine',
  'mat-worker': 'Celery worker',
  postgres: 'PostgreSQL',
  redis: 'Redis',
  bigtable: 'Bigtable emulator',
}

export const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString()

export const fakeService = (name: ServiceName, index: number): Service => ({
  name,
  title: titles[name],
  state: 'healthy',
  detail: '',
  version: name === 'redis' || name === 'bigtable' ? null : `${index % 5}.${index * 3}.1`,
  memory: 6_000_000 + index * 21_000_000,
  startedAt: ago(754 - index),
  restarts: index === 5 ? 1 : 0,
  exitStatus: null,
  actions: name === 'postgres' ? ['restart'] : ['stop', 'restart'],
  helpers: [],
})

const step = (id: string, title: string, needs: string[], elapsed: number): StepView => ({
  id,
  title,
  needs,
  state: 'done',
  detail: 'as it should be',
  progress: null,
  already: false,
  attempts: 1,
  startedAt: ago(760),
  elapsed,
  log: [`${title}: looking`, `${title}: acting`, `${title}: done in ${elapsed} ms`],
  error: null,
})

export const doneSteps: readonly StepView[] = [
  step('process', 'Practice process', [], 310),
  step('postgres', 'PostgreSQL', ['process'], 640),
  step('databases', 'Databases', ['postgres'], 120),
  step('datastack', 'Datastack', ['databases'], 60),
  step('services', 'Services', ['databases'], 210),
  step('graph', 'Dummy graph', ['services'], 90),
  step('table', 'Demo table', ['services', 'datastack'], 140),
  step('version', 'First version', ['table', 'graph'], 820),
  step('golden', 'Golden copies', ['version'], 180),
]

const stepFailure = {
  code: 'PORT_TAKEN',
  what: 'Port 8080 is taken.',
  why: 'python3 (process 4242) listens on 127.0.0.1:8080: "python3 -m http.server 8080".',
  fix: 'End that program, or choose another port with --port.',
} as const

const foreignFailure = {
  code: 'FLEET_FOREIGN',
  what: 'Another set-up uses the project name realcave.',
  why: 'These are not of this home: container realcave-postgres-1 (made by /home/anna/realcave/compose.yaml), volume realcave_postgres. They are left untouched.',
  fix: 'Stop them, which removes nothing: "docker stop realcave-postgres-1", then start under a name of your own: "realcave up --fleet genuine --project realcave-2".',
} as const

const startedSteps = (failed: boolean): readonly StepView[] =>
  doneSteps.map((view, index) => {
    if (index < 3) return view
    if (index === 3)
      return failed
        ? {
            ...view,
            state: 'failed',
            detail: 'port 8080 refused',
            elapsed: 1240,
            attempts: 2,
            error: stepFailure,
          }
        : {
            ...view,
            state: 'acting',
            detail: 'writes the rows that the client discovers',
            startedAt: ago(1),
            elapsed: null,
            progress: 0.6,
          }
    if (index === 4 && !failed)
      return { ...view, state: 'probing', startedAt: ago(1), elapsed: null, detail: 'asks /info/version' }
    return {
      ...view,
      state: failed ? 'blocked' : 'waiting',
      elapsed: null,
      startedAt: null,
      detail: '',
      log: [],
    }
  })

const ready: FleetStatus = {
  kind: 'practice',
  reason:
    'No Docker engine answers on this machine, so the embedded stand-in runs. It serves the same API on the same port.',
  phase: 'ready',
  address: 'http://127.0.0.1:8080',
  datastack: 'fake_datastack',
  steps: [...doneSteps],
  services: serviceNames.map(fakeService),
  job: null,
  healing: null,
  error: null,
}

export type Scene = 'ready' | 'genuine' | 'down' | 'starting' | 'failed' | 'degraded' | 'foreign' | 'looking'

export const fakeStatus = (scene: Exclude<Scene, 'looking'>): FleetStatus => {
  const stopped = ready.services.map((service): Service => ({
    ...service,
    state: 'stopped',
    memory: null,
    startedAt: null,
    actions: ['start'],
  }))
  const scenes: Record<Exclude<Scene, 'looking'>, FleetStatus> = {
    ready,
    genuine: {
      ...ready,
      kind: 'genuine',
      reason: 'The genuine fleet was chosen in the panel.',
      services: ready.services.map((service) =>
        service.name === 'annotation'
          ? { ...service, helpers: [{ name: 'annotation-net', state: 'healthy', detail: '' }] }
          : service,
      ),
      healing: {
        what: 'The segmentation graph was lost: the emulator was restarted.',
        state: 'healed',
        detail: 'It was rebuilt by itself.',
        at: ago(3),
      },
    },
    down: {
      ...ready,
      phase: 'down',
      services: stopped,
      steps: doneSteps.map((view) => ({
        ...view,
        state: 'waiting',
        elapsed: null,
        startedAt: null,
        log: [],
      })),
    },
    starting: {
      ...ready,
      phase: 'starting',
      services: stopped.map((service, index) => ({
        ...service,
        state: index < 4 ? 'healthy' : 'starting',
      })),
      steps: [...startedSteps(false)],
      job: { kind: 'up', title: 'Get demo-ready', stage: 'Datastack', progress: 0.4, startedAt: ago(3) },
    },
    failed: {
      ...ready,
      phase: 'failed',
      services: stopped,
      steps: [...startedSteps(true)],
      error: stepFailure,
    },
    foreign: {
      ...ready,
      kind: 'genuine',
      reason: 'The genuine fleet was asked for.',
      phase: 'failed',
      services: stopped,
      steps: doneSteps.map((view, index) =>
        index === 0
          ? {
              ...view,
              title: 'Nothing of others in the way',
              state: 'failed',
              detail: '',
              elapsed: 40,
              error: foreignFailure,
            }
          : { ...view, state: 'blocked', detail: '', elapsed: null, startedAt: null, log: [] },
      ),
      error: foreignFailure,
    },
    degraded: {
      ...ready,
      phase: 'degraded',
      services: ready.services.map((service) =>
        service.name === 'mat'
          ? { ...service, state: 'unhealthy', detail: 'GET /materialize/version took longer than 2 s' }
          : service,
      ),
    },
  }
  return scenes[scene]
}

export const fakePlan = (clean: boolean): ResetPlan => ({
  clean,
  result: clean
    ? 'The state right after the first version: 2 annotations, version 1, and the next version is 2.'
    : 'my_cave_table holds 2 annotations with ids 1 and 2; a fresh version follows the ones that are there.',
  tables: clean
    ? [
        { name: 'my_cave_table', rows: 24, fate: 'restored' },
        { name: 'synapses_of_anna', rows: 100_000, fate: 'removed' },
      ]
    : [
        { name: 'my_cave_table', rows: 24, fate: 'restored' },
        { name: 'synapses_of_anna', rows: 100_000, fate: 'kept' },
      ],
  versions: clean ? [2, 3] : [],
})

const sentences = [
  'GET /annotation/api/v2/aligned_volume/fake_volume/table 200',
  'Looking up expired root ids since 2026-11-23 01:44:35',
  'Creating new materialized database fake_datastack__mat3',
  'Table my_cave_table counts - Live: 2, Materialized: 2',
  'connection reset by peer, trying again',
] as const
const levels = ['info', 'debug', 'info', 'info', 'warning'] as const

export const fakeLine = (service: ServiceName, index: number): LogLine => ({
  time: ago(Math.max(0, 400 - index)),
  service,
  level: index % 37 === 36 ? 'error' : (levels[index % 5] ?? 'info'),
  text: `[${index}] ${sentences[index % 5] ?? ''}`,
})

const asked = [
  ['GET', '/info/api/v2/datastack/full/fake_datastack', 'info', 200],
  ['GET', '/materialize/api/v3/datastack/fake_datastack/versions?expired=False', 'mat', 200],
  [
    'POST',
    '/materialize/api/v3/datastack/fake_datastack/version/3/table/my_cave_table/query?return_pyarrow=True&arrow_format=True&split_positions=True',
    'mat',
    200,
  ],
  ['PUT', '/annotation/api/v2/aligned_volume/fake_volume/table/my_cave_table/annotations', 'annotation', 500],
  ['GET', '/segmentation/api/v1/table/test/node/72127962782105600/root?timestamp=1795456512', 'pcg', 200],
  ['GET', '/nglstate/api/v1/version', 'gateway', 404],
] as const

export const fakeRequest = (id: number): RequestEntry => {
  const [method, path, service, status] = asked[id % asked.length] ?? asked[0]
  return {
    id,
    time: ago(Math.max(0, 300 - id)),
    method,
    path,
    status,
    service,
    milliseconds: 3 + ((id * 37) % 240),
    agent: id % 4 === 0 ? 'RealCAVE' : 'python-requests',
  }
}
