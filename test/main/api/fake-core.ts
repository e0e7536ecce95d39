import type { Core, LessonPart, PanelPart, Parts, PlacePart } from '../../../src/main/api/core'
import type { Data } from '../../../src/main/data/data'
import type { SwitchingController } from '../../../src/main/fleet/control/switching'
import type { Ways } from '../../../src/main/doctor/docker/ways'
import type { Previews } from '../../../src/main/doctor/previews'
import type { EngineStarter } from '../../../src/main/engine/engine-starter'
import type { ImageLibrary } from '../../../src/main/fleet/images/image-library'
import type { FleetStatus } from '../../../src/shared/domain/fleet'
import { lifeAtFirst } from '../../../src/shared/domain/life'
import type { Version } from '../../../src/shared/domain/version'
import type { Terminals } from '../../../src/main/terminal/terminals'
import { composeCore } from '../../../src/main/api/core'

export const statusOf = (changes: Partial<FleetStatus> = {}): FleetStatus => ({
  kind: 'practice',
  reason: 'The practice fleet was asked for.',
  phase: 'ready',
  address: 'http://127.0.0.1:18310',
  datastack: 'fake_datastack',
  steps: [],
  services: [],
  job: null,
  healing: null,
  error: null,
  ...changes,
})

const notFaked = (name: string) => (): never => {
  throw new Error(`${name} is not faked in this test.`)
}

async function* none(): AsyncIterable<never> {
  // A stream that ends at once.
}

export const fakeController = (changes: Partial<SwitchingController> = {}): SwitchingController => ({
  kind: 'practice',
  status: async () => statusOf(),
  watch: none,
  prepare: async () => undefined,
  up: async () => statusOf(),
  switchTo: notFaked('switchTo'),
  down: async () => undefined,
  service: notFaked('service'),
  logs: none,
  requests: none,
  materialize: async () => ({ version: 2 }),
  rebuildGraph: async () => undefined,
  repairWorker: async () => undefined,
  keepSettled: (work) => work(),
  resetPlan: notFaked('resetPlan'),
  reset: async () => ({ versions: [1] }),
  readBaseline: async () => null,
  setBaseline: notFaked('setBaseline'),
  clearBaseline: async () => undefined,
  deleteVersions: (work, signal) => work(signal),
  deleteTable: async (look, signal) => (await look(signal))(),
  connection: notFaked('connection'),
  close: async () => undefined,
  ...changes,
})

const fakeEngine = (changes: Partial<EngineStarter> = {}): EngineStarter => ({
  status: notFaked('engine.status'),
  canStart: async () => false,
  start: notFaked('engine.start'),
  cancel: async () => undefined,
  watch: none,
  close: async () => undefined,
  ...changes,
})

const fakeImages = (changes: Partial<ImageLibrary> = {}): ImageLibrary => ({
  status: notFaked('images.status'),
  get: async () => undefined,
  cancel: async () => undefined,
  watch: none,
  save: notFaked('images.save'),
  load: notFaked('images.load'),
  close: async () => undefined,
  ...changes,
})

const fakeData = (changes: Partial<Data> = {}): Data => ({
  'tables.list': async () => [],
  'tables.create': notFaked('tables.create'),
  'tables.names': notFaked('tables.names'),
  tableDeletion: notFaked('tableDeletion'),
  'schemas.list': async () => ['bound_tag'],
  'data.changes': none,
  'annotations.page': notFaked('annotations.page'),
  'annotations.add': notFaked('annotations.add'),
  'annotations.edit': notFaked('annotations.edit'),
  'annotations.delete': notFaked('annotations.delete'),
  'annotations.history': notFaked('annotations.history'),
  'annotations.rows': notFaked('annotations.rows'),
  'history.rows': notFaked('history.rows'),
  'history.snapshot': notFaked('history.snapshot'),
  'segmentation.slice': notFaked('segmentation.slice'),
  'segmentation.landings': notFaked('segmentation.landings'),
  'segmentation.node': notFaked('segmentation.node'),
  'segmentation.roots': notFaked('segmentation.roots'),
  'segmentation.lineage': notFaked('segmentation.lineage'),
  'versions.list': async () => [],
  'versions.page': notFaked('versions.page'),
  'versions.diff': notFaked('versions.diff'),
  'versions.delete': notFaked('versions.delete'),
  close: async () => undefined,
  ...changes,
})

export const fakeTerminal = (changes: Partial<Terminals> = {}): Terminals => ({
  'terminal.environment': none,
  'terminal.prepare': notFaked('terminal.prepare'),
  'terminal.open': notFaked('terminal.open'),
  'terminal.output': none,
  'terminal.taken': async () => undefined,
  'terminal.write': async () => undefined,
  'terminal.resize': async () => undefined,
  'terminal.versions': async () => undefined,
  'terminal.restart': async () => undefined,
  'terminal.close': async () => undefined,
  restartAll: async () => undefined,
  session: notFaked('session'),
  close: async () => undefined,
  ...changes,
})

const fakePanel = (changes: Partial<PanelPart> = {}): PanelPart => ({
  'panel.about': async () => ({
    version: '0.1.0',
    home: '/home',
    platform: 'linux',
    shell: 'browser',
    fleet: 'practice',
    command: 'realcave',
  }),
  'doctor.run': async () => [],
  docker: async () => ({}),
  'cheatsheet.read': notFaked('cheatsheet.read'),
  ...changes,
})

const fakeWays = (changes: Partial<Ways> = {}): Ways => ({
  foreign: notFaked('foreign'),
  stopForeign: notFaked('stopForeign'),
  removeLeftovers: notFaked('removeLeftovers'),
  ...changes,
})

const fakePreviews = (changes: Partial<Previews> = {}): Previews => ({
  open: none,
  text: notFaked('text'),
  save: notFaked('save'),
  ...changes,
})

const fakePlace = (changes: Partial<PlacePart> = {}): PlacePart => ({
  place: () => ({ port: 18310, project: 'realcave' }),
  leave: async () => null,
  change: async () => undefined,
  ...changes,
})

const fakeLessons = (changes: Partial<LessonPart> = {}): LessonPart => ({
  list: async () => [],
  find: notFaked('find'),
  prepare: async () => undefined,
  run: notFaked('run'),
  'lessons.watch': none,
  'lessons.add': async () => undefined,
  'lessons.remove': async () => undefined,
  'lessons.run': notFaked('lessons.run'),
  'lessons.progress': none,
  ...changes,
})

export interface Fakes {
  readonly classroom?: Partial<Parts['classroom']>
  readonly remove?: Parts['remove']
  readonly controller?: Partial<SwitchingController>
  readonly engine?: Partial<EngineStarter>
  readonly images?: Partial<ImageLibrary>
  readonly data?: Partial<Data>
  readonly terminal?: Partial<Terminals>
  readonly panel?: Partial<PanelPart>
  readonly lessons?: Partial<LessonPart>
  readonly ways?: Partial<Ways>
  readonly previews?: Partial<Previews>
  readonly place?: Partial<PlacePart>
}

/** Parts that note which of them were opened. */
export const fakeParts = (fakes: Fakes = {}): Parts & { readonly opened: string[] } => {
  const opened: string[] = []
  const part = <T>(name: string, value: T) => {
    return async (): Promise<T> => {
      opened.push(name)
      return value
    }
  }
  return {
    opened,
    controller: part('controller', fakeController(fakes.controller)),
    engine: part('engine', fakeEngine(fakes.engine)),
    images: part('images', fakeImages(fakes.images)),
    data: part('data', fakeData(fakes.data)),
    terminal: part('terminal', fakeTerminal(fakes.terminal)),
    saveCsv: notFaked('saveCsv'),
    panel: part('panel', fakePanel(fakes.panel)),
    lessons: part('lessons', fakeLessons(fakes.lessons)),
    ways: part('ways', fakeWays(fakes.ways)),
    previews: part('previews', fakePreviews(fakes.previews)),
    place: fakePlace(fakes.place),
    life: {
      read: async () => ({ ...lifeAtFirst, releases: null }),
      choose: async () => undefined,
      newer: async () => null,
    },
    welcome: { isDue: async () => true, done: async () => undefined },
    classroom: { read: async () => null, demand: async () => undefined, ...fakes.classroom },
    remove: fakes.remove ?? notFaked('remove'),
  }
}

export const fakeCore = (fakes: Fakes = {}): Core => composeCore(fakeParts(fakes))

export const versionOf = (changes: Partial<Version> = {}): Version => ({
  version: 1,
  status: 'AVAILABLE',
  valid: true,
  timeStamp: '2026-11-23T10:00:00.000Z',
  expiresOn: null,
  tables: [{ name: 'my_cave_table', rows: 2 }],
  disk: 16_000_000,
  ...changes,
})
