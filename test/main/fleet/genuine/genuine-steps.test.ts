import { describe, expect, it } from 'vitest'
import type { RunOutcome } from '../../../../src/main/orchestrator/run-steps'
import type { StepState } from '../../../../src/shared/domain/step'
import { volumeTables } from './fake-gateway'
import { fakeGenuine, type FakeGenuine } from './fake-genuine'

const ids = [
  'compose',
  'port',
  'ownership',
  'images',
  'backing',
  'postgres',
  'roles',
  'leftovers',
  'databases',
  'info',
  'datastack',
  'annotation',
  'pcg',
  'served-files',
  'graph',
  'materialization',
  'worker',
  'settled',
  'annotation-table',
  'first-version',
  'golden-copies',
  'reset-finished',
]

const inState = ({ views }: RunOutcome, state: StepState): readonly string[] =>
  views.filter((view) => view.state === state).map(({ id }) => id)

const acted = ({ views }: RunOutcome): readonly string[] =>
  views.filter((view) => view.state === 'done' && !view.already).map(({ id }) => id)

/** Whether two steps were at work at the same moment. */
const together = ({ story }: FakeGenuine, one: string, other: string): boolean =>
  story.some((views) => {
    const working = new Set(views.filter(({ state }) => state === 'acting').map(({ id }) => id))
    return working.has(one) && working.has(other)
  })

describe('the first start of the genuine fleet', () => {
  it('brings every step about, in the order that the services need', async () => {
    const fake = await fakeGenuine()
    const outcome = await fake.up()
    expect(outcome.error).toBeNull()
    expect(outcome.views.map(({ id }) => id)).toEqual(ids)
    expect(inState(outcome, 'done')).toEqual(ids)
    expect(acted(outcome)).toEqual(
      ids.filter(
        (id) =>
          ![
            'compose',
            'port',
            'ownership',
            'postgres',
            'roles',
            'leftovers',
            'settled',
            'reset-finished',
          ].includes(id),
      ),
    )

    const { journal } = fake.engine
    const at = (start: string) => journal.findIndex((line) => line.startsWith(start))
    const ordered = [
      'pull',
      'up postgres redis bigtable gateway schema',
      'up info',
      'exec info flask db upgrade',
      'up annotation',
      'annotation-table',
      'first-version',
      'golden-copies',
    ]
    expect(ordered.map(at)).toEqual(ordered.map(at).sort((a, b) => a - b))
    expect(at('up pcg')).toBeLessThan(at('exec pcg python /cfg/create_dummy_graph.py'))
    expect(at('exec pcg python')).toBeLessThan(at('first-version'))
    expect(at('put gateway')).toBeLessThan(at('exec pcg python'))
    expect(at('up mat')).toBeLessThan(at('first-version'))
    expect(at('up mat-worker')).toBeLessThan(at('first-version'))
    expect(journal.filter((line) => line.startsWith('pull'))).toHaveLength(9)
  })

  it('works side by side where nothing has to wait', async () => {
    const fake = await fakeGenuine()
    await fake.up()
    expect(together(fake, 'info', 'materialization')).toBe(true)
    expect(together(fake, 'pcg', 'databases')).toBe(true)
    expect(together(fake, 'backing', 'info')).toBe(false)
  })

  it('makes the databases with PostGIS and registers the datastack for its own address', async () => {
    const fake = await fakeGenuine()
    await fake.up()
    for (const name of ['datasets', 'annotation', 'materialize', 'staging'])
      expect(fake.databases.all.get(name)?.extensions).toEqual(new Set(['postgis']))
    expect(fake.databases.all.get('datasets')?.datastacks.get('fake_datastack')).toEqual({
      local_server: fake.address,
      segmentation_source: 'graphene://http://gateway/segmentation/table/test',
      volume: 'fake_volume',
    })
  })

  it('shows how far the download has come', async () => {
    const fake = await fakeGenuine()
    await fake.up()
    const views = fake.story.flatMap((each) => each.filter(({ id }) => id === 'images'))
    expect(views.some(({ detail }) => detail.endsWith(': 50 MB of 100 MB layer 1 of 2'))).toBe(true)
    const fractions = views.flatMap(({ progress }) => progress ?? [])
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
  })
})

describe('another start', () => {
  it('of a running fleet asks nothing of the engine but how things are', async () => {
    const fake = await fakeGenuine()
    await fake.up()
    fake.engine.journal.length = 0
    const outcome = await fake.up()
    expect(acted(outcome)).toEqual([])
    expect(fake.engine.journal).toEqual([])
  })

  it('after a reboot starts containers and rebuilds the lost graph, and leaves the data alone', async () => {
    const fake = await fakeGenuine()
    await fake.up()
    fake.engine.reboot()
    const outcome = await fake.up()
    expect(outcome.state).toBe('done')
    expect(acted(outcome)).toEqual([
      'backing',
      'info',
      'annotation',
      'pcg',
      'graph',
      'materialization',
      'worker',
    ])
    expect(fake.engine.journal.filter((line) => line.startsWith('pull'))).toEqual([])
  })

  it('after the emulator alone was restarted rebuilds the graph and does nothing else', async () => {
    const fake = await fakeGenuine()
    await fake.up()
    await fake.engine.act('bigtable', 'restart')
    expect(acted(await fake.up())).toEqual(['graph'])
  })

  it('on another port registers it, and restarts what remembers the old one', async () => {
    const fake = await fakeGenuine()
    await fake.up()
    const row = fake.databases.all.get('datasets')?.datastacks.get('fake_datastack')
    if (row) row.local_server = 'http://127.0.0.1:9999'
    fake.engine.journal.length = 0
    expect(acted(await fake.up())).toEqual(['datastack'])
    expect([...fake.engine.journal].sort()).toEqual([
      'restart annotation',
      'restart mat',
      'restart mat-worker',
    ])
    const registered = fake.databases.all.get('datasets')?.datastacks.get('fake_datastack')
    expect(registered?.local_server).toBe(fake.address)
  })

  it('makes the database of the volume anew when its making was interrupted', async () => {
    const fake = await fakeGenuine()
    await fake.up()
    fake.databases.all.delete('fake_volume')
    fake.databases.add('fake_volume', ['annotation_table_metadata'])
    expect(acted(await fake.up())).toEqual(['annotation'])
    expect([...(fake.databases.all.get('fake_volume')?.tables ?? [])]).toEqual(volumeTables)
  })

  it('leaves such a database alone once somebody has made tables in it', async () => {
    const fake = await fakeGenuine()
    await fake.up()
    fake.databases.all.delete('fake_volume')
    fake.databases.add('fake_volume', ['annotation_table_metadata'])
    const half = fake.databases.all.get('fake_volume')
    if (half) half.used = true
    const { error } = await fake.up()
    expect(error?.what).toBe('The database fake_volume lacks tables of its own.')
    expect(fake.databases.all.get('fake_volume')).toBe(half)
  })

  it('makes a helper anew that is not as declared, and with it what stands in its namespace', async () => {
    const fake = await fakeGenuine()
    await fake.up()
    fake.engine.outdated.add('annotation-net')
    fake.engine.journal.length = 0
    expect(acted(await fake.up())).toEqual(['annotation'])
    expect(fake.engine.journal).toEqual(['up annotation'])
  })

  it('with another image makes the container anew, and migrates again', async () => {
    const fake = await fakeGenuine()
    await fake.up()
    fake.engine.outdated.add('info')
    const datasets = fake.databases.all.get('datasets')
    if (datasets) datasets.comment = 'Migrated by caveconnectome/annotationframeworkinfoservice:v4.3.3'
    fake.engine.journal.length = 0
    expect(acted(await fake.up())).toEqual(['info'])
    expect(fake.engine.journal).toEqual(['up info', 'exec info flask db upgrade'])
  })
})

describe('a failure', () => {
  interface Trouble {
    readonly step: string
    readonly make: (fake: FakeGenuine) => void
    readonly mend: (fake: FakeGenuine) => void
    readonly code: string
    readonly says: RegExp
  }

  const broken = (step: string, request: string, says: RegExp): Trouble => ({
    step,
    make: ({ engine }) => engine.broken.set(request, 'It is broken.'),
    mend: ({ engine }) => engine.broken.clear(),
    code: 'STEP_FAILED',
    says,
  })
  const spoilt = (step: string): Trouble => ({
    step,
    make: (fake) => fake.spoilt.add(step),
    mend: (fake) => fake.spoilt.clear(),
    code: 'STEP_FAILED',
    says: /is spoilt/,
  })

  const troubles: readonly Trouble[] = [
    {
      step: 'compose',
      make: ({ engine }) => (engine.composeVersion = null),
      mend: ({ engine }) => (engine.composeVersion = '2.40.3'),
      code: 'COMPOSE_MISSING',
      says: /It is not there/,
    },
    {
      step: 'port',
      make: ({ engine }) =>
        (engine.portTrouble = { why: 'The container web publishes it.', fix: 'Stop it.' }),
      mend: ({ engine }) => (engine.portTrouble = null),
      code: 'PORT_TAKEN',
      says: /container web publishes it/,
    },
    broken('images', 'pull redis:7', /It is broken/),
    {
      step: 'ownership',
      make: ({ engine }) =>
        engine.others.push({
          kind: 'container',
          name: 'realcave-mat-1',
          origin: 'C:\\scratch\\realcave',
          running: true,
        }),
      mend: ({ engine }) => void engine.others.pop(),
      code: 'FLEET_FOREIGN',
      says: /container realcave-mat-1 \(made by C:\\scratch\\realcave\).*left untouched/,
    },
    broken('backing', 'up postgres', /It is broken/),
    {
      step: 'postgres',
      make: ({ databases }) => (databases.refusal = 'the database system is shutting down'),
      mend: ({ databases }) => (databases.refusal = null),
      code: 'TIMED_OUT',
      says: /making a new cluster takes 2 s.*the database system is shutting down/,
    },
    {
      step: 'databases',
      make: ({ databases }) =>
        databases.broken.set('create extension', 'no extension control file for postgis'),
      mend: ({ databases }) => databases.broken.clear(),
      code: 'STEP_FAILED',
      says: /no extension control file/,
    },
    broken('info', 'exec info flask', /"flask db upgrade" ended with 1: .*It is broken/),
    {
      step: 'datastack',
      make: ({ databases }) =>
        databases.broken.set('insert into datastack', 'null value in column local_server'),
      mend: ({ databases }) => databases.broken.clear(),
      code: 'STEP_FAILED',
      says: /null value in column/,
    },
    broken('annotation', 'up annotation', /It is broken/),
    broken('pcg', 'up pcg', /It is broken/),
    broken('graph', 'exec pcg python', /create_dummy_graph.py ended with 1: .*It is broken/),
    broken('served-files', 'put gateway', /It is broken/),
    broken('materialization', 'up mat', /It is broken/),
    broken('worker', 'up mat-worker', /It is broken/),
    {
      step: 'worker',
      make: ({ engine }) => engine.ending.set('mat-worker', 132),
      mend: ({ engine }) => engine.ending.clear(),
      code: 'STEP_FAILED',
      says: /status 132, "illegal instruction"/,
    },
    spoilt('annotation-table'),
    spoilt('first-version'),
    spoilt('golden-copies'),
  ]

  it.each(troubles)(
    'of "$step" is told, blocks what needs it, and a retry goes on from there',
    async (trouble) => {
      const fake = await fakeGenuine()
      trouble.make(fake)
      const first = await fake.up()
      expect(inState(first, 'failed')).toEqual([trouble.step])
      expect(first.error).toMatchObject({ code: trouble.code, why: expect.stringMatching(trouble.says) })
      expect(first.error?.fix).not.toBe('')

      const undone = new Set([...inState(first, 'failed'), ...inState(first, 'blocked')])
      const dependent = first.views.filter(({ needs }) => needs.some((need) => undone.has(need)))
      expect(inState(first, 'blocked')).toEqual(dependent.map(({ id }) => id))
      expect(inState(first, 'done')).toEqual(ids.filter((id) => !undone.has(id)))

      trouble.mend(fake)
      const doneBefore = new Set(inState(first, 'done'))
      const second = await fake.up()
      expect(second.state).toBe('done')
      expect(acted(second).filter((id) => doneBefore.has(id))).toEqual([])
      expect(acted(await fake.up())).toEqual([])
    },
  )

  it.each(['compose', 'port', 'ownership'])('of "%s" is told before anything is downloaded', async (step) => {
    const fake = await fakeGenuine()
    troubles.find((trouble) => trouble.step === step)?.make(fake)
    expect(inState(await fake.up(), 'failed')).toEqual([step])
    expect(fake.engine.journal.filter((line) => line.startsWith('pull'))).toEqual([])
  })
})
