import { expect, test } from 'vitest'
import { createFleetController } from '../../../../src/main/fleet/control/create'
import { lockHome } from '../../../../src/main/home/lock'
import { readWanted } from '../../../../src/main/home/wanted'
import type { FleetStatus } from '../../../../src/shared/domain/fleet'
import { temporaryHome } from '../../home/temporary-home'
import { madeUpFleet } from './made-up-fleet'

const never = new AbortController().signal

const stage = async () => {
  const { home } = await temporaryHome()
  const madeUp = madeUpFleet()
  const controller = createFleetController({
    home,
    fleet: { ...madeUp.fleet, preliminaries: ['process'] },
    reason: 'It was asked for.',
    warn: () => undefined,
  })
  return { ...madeUp, home, controller }
}

test('what is prepared are the preliminaries alone, beside what another process does to the running fleet', async () => {
  const { controller, home, journal } = await stage()
  const held = await lockHome(home, 'Materializing a version')
  await controller.prepare(never)
  await held.release()
  expect(journal).toEqual(['process'])
  // The fleet that runs is still the one that is wanted.
  expect(await readWanted(home)).toBeNull()
  await controller.close()
})

test('it is shown as the start that it belongs to: the other steps wait', async () => {
  const { controller } = await stage()
  const over = new AbortController()
  const seen: FleetStatus[] = []
  const watching = (async () => {
    for await (const status of controller.watch(over.signal, { sees: 'own' })) seen.push(status)
  })()
  await controller.prepare(never)
  await expect.poll(() => seen.at(-1)?.job).toBeNull()
  over.abort()
  await watching
  expect(seen.some(({ job, phase }) => job?.kind === 'up' && phase === 'starting')).toBe(true)
  expect(seen.at(-1)?.steps.map(({ id, state }) => [id, state])).toEqual([
    ['process', 'done'],
    ['table', 'waiting'],
  ])
  await controller.close()
})

test('one that fails says why', async () => {
  const { controller, spoilt } = await stage()
  spoilt.add('process')
  await expect(controller.prepare(never)).rejects.toMatchObject({ info: { what: 'No process.' } })
  await controller.close()
})

test('a panel that is closed ends it', async () => {
  const { home } = await temporaryHome()
  const { fleet, made } = madeUpFleet()
  let begun: () => void = () => undefined
  const downloading = new Promise<void>((resolve) => (begun = resolve))
  const steps = fleet.steps.map((step) => ({
    ...step,
    act: (_fleet: unknown, _report: unknown, signal: AbortSignal) =>
      new Promise<void>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true })
        begun()
      }),
  }))
  const controller = createFleetController({
    home,
    fleet: { ...fleet, steps, preliminaries: ['process'] },
    reason: '',
    warn: () => undefined,
  })
  const preparing = controller.prepare(never)
  await downloading
  await Promise.all([
    controller.close(),
    expect(preparing).rejects.toMatchObject({ info: { code: 'CANCELLED' } }),
  ])
  expect(made).toEqual(new Set())
})
