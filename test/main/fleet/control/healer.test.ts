import { expect, test } from 'vitest'
import { waits } from '../../../../src/main/fleet/control/heal-decision'
import { Healer } from '../../../../src/main/fleet/control/healer'
import { writeWanted } from '../../../../src/main/home/wanted'
import type { Healing } from '../../../../src/shared/domain/fleet'
import { serviceNames } from '../../../../src/shared/domain/service'
import { Failure, type ErrorCode } from '../../../../src/shared/errors'
import { statusOf } from '../../api/fake-core'
import { temporaryHome } from '../../home/temporary-home'
import { serviceOf, stepOf } from '../made-up-views'

/** A genuine fleet that runs and has lost its graph. */
const lost = statusOf({
  kind: 'genuine',
  phase: 'degraded',
  services: serviceNames.map((name) => serviceOf({ name })),
  steps: [stepOf({ id: 'pcg', state: 'done' }), stepOf({ id: 'graph', needs: ['pcg'] })],
})

const idle = { engineLost: false, busy: false }

const failure = (code: ErrorCode) => new Failure({ code, what: 'No.', why: 'It is so.', fix: 'Wait.' })

const stage = async (rebuild: () => Promise<void> = async () => undefined, wish: 'up' | 'down' = 'up') => {
  const { home } = await temporaryHome()
  await writeWanted(home, { fleet: 'genuine', state: wish, stopped: [] })
  const told: Healing[] = []
  let now = Date.UTC(2026, 10, 26)
  let rebuilt = 0
  const healer = new Healer({
    home,
    tell: (healing) => {
      if (healing === null) told.pop()
      else told.push(healing)
    },
    now: () => now,
    cures: {
      up: () => Promise.reject(failure('INTERNAL')),
      graph: async () => {
        rebuilt += 1
        await rebuild()
      },
    },
  })
  const pass = (milliseconds: number): void => {
    now += milliseconds
  }
  return { healer, told, pass, rebuilt: () => rebuilt }
}

test('what was lost is put right, and told: what, that it is healed, and when', async () => {
  const { healer, told } = await stage()
  await healer.consider(lost, idle)
  expect(told.map(({ state }) => state)).toEqual(['under-way', 'healed'])
  expect(told[1]).toMatchObject({
    what: expect.stringContaining('graph was lost'),
    detail: expect.stringContaining('rebuilt by itself'),
    at: '2026-11-26T00:00:00.000Z',
  })
})

test('nothing is done in a home whose fleet was stopped, or is another one', async () => {
  const stopped = await stage(undefined, 'down')
  await stopped.healer.consider(lost, idle)
  expect(stopped.rebuilt()).toBe(0)
  const other = await stage()
  await other.healer.consider({ ...lost, kind: 'practice' }, idle)
  expect(other.rebuilt()).toBe(0)
})

test('looks that come while it works do not begin it a second time', async () => {
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  const { healer, rebuilt } = await stage(() => held)
  const first = healer.consider(lost, idle)
  await healer.consider(lost, idle)
  release()
  await first
  expect(rebuilt()).toBe(1)
})

test('what does not help is told with its reason, and given up after some tries', async () => {
  const { healer, told, pass, rebuilt } = await stage(() => Promise.reject(failure('STEP_FAILED')))
  for (const wait of waits) {
    pass(wait)
    await healer.consider(lost, idle)
  }
  expect(rebuilt()).toBe(waits.length)
  expect(told.at(-1)).toMatchObject({ state: 'failed', detail: 'No. It is so. Wait.' })
  pass(130_000)
  await healer.consider(lost, idle)
  await healer.consider(lost, idle)
  expect(rebuilt()).toBe(waits.length)
  expect(told.filter(({ detail }) => detail.includes('several times'))).toHaveLength(1)
})

test('that another panel was quicker counts as no try, and leaves no word of failure', async () => {
  const { healer, rebuilt, told } = await stage(() => Promise.reject(failure('HOME_BUSY')))
  for (let turn = 0; turn < waits.length + 3; turn += 1) await healer.consider(lost, idle)
  expect(rebuilt()).toBe(waits.length + 3)
  expect(told).toEqual([])
})
