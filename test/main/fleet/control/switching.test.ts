import { expect, test } from 'vitest'
import { createSwitchingController, type Fleets } from '../../../../src/main/fleet/control/switching'
import type { FleetController } from '../../../../src/main/fleet/controller'
import type { FleetKind, FleetStatus } from '../../../../src/shared/domain/fleet'
import { Failure } from '../../../../src/shared/errors'
import { fakeController, statusOf } from '../../api/fake-core'

const never = new AbortController().signal
const trouble = {
  code: 'ENGINE_MISSING',
  what: 'No Docker.',
  why: 'None answers.',
  fix: 'Start it.',
} as const

const stage = (changes: Partial<Fleets> = {}) => {
  const journal: string[] = []
  const broken = new Set<string>()
  const controller = (kind: FleetKind): FleetController => {
    const act = async <T>(what: string, value: T): Promise<T> => {
      journal.push(`${kind} ${what}`)
      if (broken.has(`${kind} ${what}`)) throw new Failure(trouble)
      return value
    }
    return fakeController({
      kind,
      prepare: () => act('prepare', undefined),
      up: () => act('up', statusOf({ kind })),
      down: (volumes) => act(volumes ? 'down with volumes' : 'down', undefined),
      close: () => act('close', undefined),
      rebuildGraph: () => act('graph', undefined),
      async *watch(signal) {
        yield statusOf({ kind })
        if (signal.aborted) return
        await new Promise<void>((resolve) =>
          signal.addEventListener('abort', () => resolve(), { once: true }),
        )
      },
    })
  }
  const fleets: Fleets = {
    wantedFirst: 'genuine',
    first: async () => controller('practice'),
    open: async (kind) => controller(kind),
    inTheWay: async () => null,
    ...changes,
  }
  return { fleets, journal, broken, controller }
}

test('a switch stops the one, keeping its data, before the other starts', async () => {
  const { fleets, journal } = stage()
  const switching = await createSwitchingController(fleets)
  expect(switching.kind).toBe('practice')
  expect(await switching.switchTo('genuine', never)).toMatchObject({ kind: 'genuine' })
  expect(switching.kind).toBe('genuine')
  expect(journal).toEqual(['genuine prepare', 'practice down', 'practice close', 'genuine up'])
  await switching.rebuildGraph(never)
  expect(journal.at(-1)).toBe('genuine graph')
})

test('whoever watches one that is closed is told of the end', async () => {
  const { fleets } = stage()
  const switching = await createSwitchingController(fleets)
  const seen: FleetStatus['kind'][] = []
  for await (const { kind } of switching.watch(never)) {
    seen.push(kind)
    await switching.close()
  }
  expect(seen).toEqual(['practice'])
})

test('whoever watches goes on watching the new one', async () => {
  const { fleets } = stage()
  const switching = await createSwitchingController(fleets)
  const stop = new AbortController()
  const seen: FleetStatus['kind'][] = []
  let begun: () => void = () => undefined
  const first = new Promise<void>((resolve) => (begun = resolve))
  const watching = (async () => {
    for await (const { kind } of switching.watch(stop.signal)) {
      seen.push(kind)
      begun()
      if (kind === 'genuine') stop.abort()
    }
  })()
  await first
  await switching.switchTo('genuine', never)
  await watching
  expect(seen).toEqual(['practice', 'genuine'])
})

test('where the other one cannot be used, nothing is stopped', async () => {
  const { fleets, journal } = stage({ open: () => Promise.reject(new Failure(trouble)) })
  const switching = await createSwitchingController(fleets)
  await expect(switching.switchTo('genuine', never)).rejects.toMatchObject({ info: trouble })
  expect(journal).toEqual([])
  expect(switching.kind).toBe('practice')
})

test('one that does not come up stays chosen, and its failure names the way back', async () => {
  const { fleets, journal, broken } = stage()
  const switching = await createSwitchingController(fleets)
  broken.add('genuine up')
  await expect(switching.switchTo('genuine', never)).rejects.toMatchObject({
    info: { code: 'ENGINE_MISSING', fix: expect.stringContaining('switch back to the practice fleet') },
  })
  expect(switching.kind).toBe('genuine')
  await switching.switchTo('practice', never)
  expect(journal.slice(-4)).toEqual(['practice prepare', 'genuine down', 'genuine close', 'practice up'])
})

test('one that cannot be stopped stays', async () => {
  const { fleets, journal, broken } = stage()
  const switching = await createSwitchingController(fleets)
  broken.add('practice down')
  await expect(switching.switchTo('genuine', never)).rejects.toMatchObject({ info: trouble })
  expect(switching.kind).toBe('practice')
  expect(journal).toEqual(['genuine prepare', 'practice down', 'genuine close'])
})

test('a first fleet that cannot be used says why at each question, and the other can be switched to', async () => {
  let tries = 0
  const { fleets, controller } = stage({
    first: () => {
      tries += 1
      return tries < 2 ? Promise.reject(new Failure(trouble)) : Promise.resolve(controller('genuine'))
    },
  })
  const switching = await createSwitchingController(fleets)
  expect(switching.kind).toBe('genuine')
  await expect(switching.status(never)).rejects.toMatchObject({ info: trouble })
  expect(await switching.status(never)).toBeDefined()

  const stuck = await createSwitchingController({
    ...fleets,
    first: () => Promise.reject(new Failure(trouble)),
  })
  expect(await stuck.switchTo('practice', never)).toMatchObject({ kind: 'practice' })
})

test('what was looked for at the beginning is not looked for again by the verb that it was for', async () => {
  let looks = 0
  const { fleets } = stage({
    first: () => {
      looks += 1
      return Promise.reject(new Failure(trouble))
    },
  })
  const switching = await createSwitchingController(fleets)
  // As a command line does it: the picture of the work beside the work.
  const watching = switching.watch(never)[Symbol.asyncIterator]().next()
  const results = await Promise.allSettled([watching, switching.up(never)])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(looks).toBe(1)
  await expect(switching.up(never)).rejects.toMatchObject({ info: trouble })
  expect(looks).toBe(2)
})

test('a start first stops the other fleet where that holds the port', async () => {
  const { fleets, journal, controller } = stage({
    inTheWay: async (kind) => controller(kind === 'practice' ? 'genuine' : 'practice'),
  })
  const switching = await createSwitchingController(fleets)
  await switching.up(never)
  expect(journal).toEqual(['practice prepare', 'genuine down', 'genuine close', 'practice up'])
})

const unprepared = {
  code: 'ENGINE_MISSING',
  fix: 'Start it. The practice fleet is as it was.',
}

test('a start that something is known against leaves the other fleet running', async () => {
  const { fleets, journal, broken, controller } = stage({ inTheWay: async () => controller('practice') })
  const switching = await createSwitchingController({ ...fleets, first: async () => controller('genuine') })
  broken.add('genuine prepare')
  await expect(switching.up(never)).rejects.toMatchObject({ info: unprepared })
  expect(journal).toEqual(['genuine prepare', 'practice close'])
})

test('a switch that something is known against stops nothing, and the fleet in use stays', async () => {
  const { fleets, journal, broken } = stage()
  const switching = await createSwitchingController(fleets)
  broken.add('genuine prepare')
  await expect(switching.switchTo('genuine', never)).rejects.toMatchObject({ info: unprepared })
  expect(journal).toEqual(['genuine prepare', 'genuine close'])
  expect(switching.kind).toBe('practice')
})

test('nothing is prepared for a start that no other fleet is in the way of', async () => {
  const { fleets, journal } = stage()
  const switching = await createSwitchingController(fleets)
  await switching.up(never)
  expect(journal).toEqual(['practice up'])
})
