import type { Bridge } from '../../../src/shared/bridge'
import type { Answer, Asked, CallName, StreamName } from '../../../src/shared/contract'
import { toFailure } from '../../../src/shared/errors'
import type { Baseline, FleetStatus } from '../../../src/shared/domain/fleet'
import { FakeData, columns } from './fake-data'
import { FakeDiagnostics } from './fake-diagnostics'
import { FakeEngine } from './fake-engine'
import { fakeHistory, fakeSnapshot } from './fake-history'
import { ago, fakeLine, fakePlan, fakeRequest, fakeStatus, type Scene } from './fake-fleet'
import { FakeImages } from './fake-images'
import { FakeLessons } from './fake-lessons'
import { FakeLife } from './fake-life'
import { FakePlace } from './fake-place'
import { fakeLandings, fakeLineage, fakeNode, fakeRoots, fakeSlice } from './fake-segmentation'
import { FakeSession } from './fake-terminal'
import { fakeCheatsheet, fakeChecks } from './fake-teaching'

type Calls = { readonly [K in CallName]: (input: Asked<K>) => Answer<K> | Promise<Answer<K>> }
type Streams = {
  readonly [K in StreamName]: (input: Asked<K>, item: (answer: Answer<K>) => void) => () => void
}

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))
const session = '00000000-0000-4000-8000-000000000001'

/** A core that lives in the page: every channel of the contract answers, and what it answers changes as a real one's would. */
export const fakeBridge = (
  scene: Scene,
  engine = new FakeEngine(),
  place = new FakePlace(scene === 'foreign'),
  diagnostics = new FakeDiagnostics(),
  lessons = new FakeLessons(),
  life = new FakeLife(),
  classroom: Answer<'classroom.read'> = null,
): Bridge => {
  let status: FleetStatus | null = scene === 'looking' ? null : fakeStatus(scene)
  let python = new FakeSession()
  const images = new FakeImages(() => engine.status().trouble)
  const watchers = new Set<(status: FleetStatus) => void>()
  const changeListeners = new Set<(change: Answer<'data.changes'>) => void>()
  const data = new FakeData((change) => {
    for (const listener of changeListeners) listener(change)
  })
  const set = (next: FleetStatus): void => {
    status = next
    for (const watcher of watchers) watcher(next)
  }
  const work = async (
    kind: NonNullable<FleetStatus['job']>['kind'],
    title: string,
    stage: string,
  ): Promise<void> => {
    const before = status ?? fakeStatus('ready')
    set({ ...before, job: { kind, title, stage, progress: null, startedAt: ago(0) } })
    await pause(1500)
    set({ ...before, job: null })
  }

  const firstBaseline: Baseline = {
    madeAt: ago(700),
    origin: 'first',
    tables: ['my_cave_table'],
    versions: [1],
  }
  let baseline = firstBaseline
  let welcome = true

  const calls: Calls = {
    'classroom.read': () => classroom,
    'panel.about': () => ({
      version: '0.1.0',
      home: '/home/anna/.local/share/realcave',
      platform: 'linux',
      shell: 'browser',
      fleet: 'practice',
      command: 'node /home/anna/realcave/bin/realcave.mjs',
    }),
    'welcome.read': () => ({ due: welcome }),
    'welcome.done': () => {
      welcome = false
    },
    'doctor.run': async () => {
      await pause(400)
      return fakeChecks
    },
    'cheatsheet.read': () => fakeCheatsheet,
    'place.read': () => place.read(),
    'port.look': ({ port }) =>
      port === 8090
        ? { free: false, why: 'Port 8090 is taken. python3 (process 4242) listens there.' }
        : { free: true, why: '' },
    'place.choose': async (wanted) => {
      // The move stops what runs at the old place, and takes its time.
      if (status?.phase === 'ready') set(fakeStatus('down'))
      await pause(20)
      place.choose(wanted)
    },
    'foreign.read': () => place.foreign(),
    'foreign.stop': ({ containers }) => place.stop(containers),
    'leftovers.remove': () => ({ removed: ['old-redis-1', 'old_default'] }),
    'diagnostics.text': ({ id, path }) => diagnostics.text(id, path),
    'diagnostics.save': () => diagnostics.save(),
    'fleet.up': async () => {
      set(fakeStatus('starting'))
      await pause(2500)
      const ready = fakeStatus('ready')
      set(ready)
      return ready
    },
    'fleet.down': () => set(fakeStatus('down')),
    'fleet.switch': async ({ kind }) => {
      set({ ...fakeStatus('starting'), kind })
      await pause(300)
      const ready = fakeStatus(kind === 'genuine' ? 'genuine' : 'ready')
      set(ready)
      return ready
    },
    'engine.status': () => engine.status(),
    'engine.start': () => engine.start(),
    'engine.cancel': () => engine.cancel(),
    'images.status': () => images.status(),
    'images.get': () => images.get(),
    'images.cancel': () => images.cancel(),
    'fleet.service': ({ service, action }) => work('service', `${action} ${service}`, ''),
    'fleet.materialize': async () => {
      await work('materialize', 'Materialize', 'Copies my_cave_table into version 4')
      return { version: data.materialize() }
    },
    'fleet.rebuildGraph': () => work('graph', 'Rebuild graph', 'Writes two supervoxels'),
    'fleet.repairWorker': () => work('worker', 'Repairing the materialization worker', ''),
    'fleet.resetPlan': async ({ clean }) => {
      await pause(200)
      return fakePlan(clean)
    },
    'fleet.reset': async () => {
      await work('reset-clean', 'Clean reset', 'Builds fake_volume from its golden copy')
      return { versions: [1] }
    },
    'baseline.read': () => baseline,
    'baseline.set': async () => {
      baseline = { ...firstBaseline, origin: 'declared', versions: [1, 2, 3] }
      await work('baseline', 'Set the baseline', 'Copies the databases')
      return baseline
    },
    'baseline.clear': async () => {
      baseline = firstBaseline
      await work('baseline', 'Clear the baseline', 'Copies the databases')
    },
    'tables.list': () => data.list(),
    'tables.create': () => {
      throw new Error('The fake makes no tables')
    },
    'tables.names': () => ({
      reserved: ['order', 'select'],
      tables: data.list().map(({ name }) => name),
      others: ['analysisversion'],
    }),
    'tables.delete': () => undefined,
    'schemas.list': () => ['bound_tag', 'synapse'],
    'annotations.page': async (query) => {
      await pause(25)
      return data.page(query)
    },
    'annotations.add': ({ table, annotations }) => ({ ids: data.add(table, annotations) }),
    'annotations.edit': ({ table, id, fields }) => data.edit(table, id, fields),
    'annotations.delete': ({ table, ids }) => ({ ids: data.remove(table, ids) }),
    'annotations.history': ({ table, id }) => data.history(table, id),
    'annotations.rows': ({ table, ids }) => data.rowsById(table, ids),
    'csv.save': (query) => data.save(query),
    'history.rows': (query) => fakeHistory(data.all(query.table), query),
    'history.snapshot': (query) => fakeSnapshot(data.frozen(query.table, query.version), query),
    'segmentation.slice': fakeSlice,
    'segmentation.landings': (query) => fakeLandings(data.all(query.table), query),
    'segmentation.node': fakeNode,
    'segmentation.roots': fakeRoots,
    'segmentation.lineage': fakeLineage,
    'versions.list': () => [...data.versions],
    'versions.page': async ({ table, offset = 0, limit = 200 }) => {
      await pause(25)
      const page = data.page({ table, offset, limit })
      const kept = columns.map(({ name }) => !['created', 'deleted', 'superceded_id'].includes(name))
      return {
        columns: columns.filter((_, index) => kept[index]),
        rows: page.rows.map((row) => row.filter((_, index) => kept[index])),
        total: page.total,
      }
    },
    'versions.diff': (query) => data.diff(query),
    'versions.delete': ({ versions }) => data.removeVersions(versions),
    'terminal.prepare': () => ({
      state: 'ready',
      detail: 'Python 3.11.2 · caveclient 8.2.1',
      progress: 1,
      error: null,
    }),
    'terminal.open': () => ({ session }),
    'terminal.taken': () => undefined,
    'terminal.write': ({ data: typed }) => python.write(typed),
    'terminal.resize': () => undefined,
    'terminal.versions': () => undefined,
    'terminal.restart': () => {
      python = new FakeSession()
    },
    'terminal.close': () => undefined,
    'lessons.add': ({ path }) => lessons.add(path),
    'lessons.remove': ({ path }) => lessons.remove(path),
    'lessons.run': (asking) => lessons.run(asking),
    'life.read': () => life.read(),
    'life.choose': (changes) => life.choose(changes),
    'life.newer': () => life.newer,
  }

  const streams: Streams = {
    'fleet.watch': (_, item) => {
      watchers.add(item)
      if (status !== null) item(status)
      return () => watchers.delete(item)
    },
    'fleet.logs': ({ service, tail = 400 }, item) => {
      let index = tail
      item(Array.from({ length: tail }, (_, line) => fakeLine(service, line)))
      const timer = setInterval(() => item([fakeLine(service, (index += 1))]), 700)
      return () => clearInterval(timer)
    },
    'fleet.requests': ({ tail = 200 }, item) => {
      let id = Math.min(tail, 60)
      item(Array.from({ length: id }, (_, entry) => fakeRequest(entry)))
      const timer = setInterval(() => item([fakeRequest((id += 1))]), 2000)
      return () => clearInterval(timer)
    },
    'engine.watch': (_, item) => engine.watch(item),
    'diagnostics.preview': (_, item) => diagnostics.preview(item),
    'images.watch': (_, item) => images.watch(item),
    'data.changes': (_, item) => {
      changeListeners.add(item)
      item({ tables: [], everything: true, versions: true })
      return () => changeListeners.delete(item)
    },
    'terminal.environment': (_, item) => {
      item({
        state: 'preparing',
        detail: 'installs caveclient 8.2.1 (12 of 38 packages)',
        progress: 0.32,
        error: null,
      })
      const timer = setTimeout(
        () => item({ state: 'ready', detail: 'Python 3.11.2 · caveclient 8.2.1', progress: 1, error: null }),
        600,
      )
      return () => clearTimeout(timer)
    },
    'terminal.output': (_, item) => python.listen(item),
    'lessons.watch': (_, item) => lessons.watch(item),
    'lessons.progress': (_, item) => lessons.follow(item),
    'menu.chosen': () => () => undefined,
    'life.troubles': (_, item) => life.watch(item),
  }

  return {
    shell: 'browser',
    call: (channel, input) => ({
      answer: (async () => {
        try {
          const answer: Calls[typeof channel] = calls[channel]
          return { ok: true as const, value: await answer(input) }
        } catch (error) {
          return { ok: false as const, error: toFailure(error).info }
        }
      })(),
      cancel: () => undefined,
    }),
    stream: (channel, input, item) => {
      let live = true
      const start: Streams[typeof channel] = streams[channel]
      const end = start(input, (value) => {
        if (live) item({ ok: true, value })
      })
      return () => {
        live = false
        end()
      }
    },
  }
}
