import { expect, onTestFinished, test, vi } from 'vitest'
import { createFleetController } from '../../../../src/main/fleet/control/create'
import type { WatchOptions } from '../../../../src/main/fleet/controller'
import type { Fleet } from '../../../../src/main/fleet/fleet'
import { writeWanted } from '../../../../src/main/home/wanted'
import type { Step } from '../../../../src/main/orchestrator/step'
import { Latest } from '../../../../src/main/waiting/latest'
import type { FleetStatus } from '../../../../src/shared/domain/fleet'
import { temporaryHome } from '../../home/temporary-home'
import { serviceOf } from '../made-up-views'
import { madeUpFleet } from './made-up-fleet'

const never = new AbortController().signal
const cut = 'Task workflow:create_analysis_database[u] succeeded in 0.1s: True'
const lines = [
  'Task orchestration:run_complete_workflow[a] received',
  'orchestration:run_complete_workflow[a]: Created version 7 for fake_datastack (expires: x)',
  cut,
  "Task workflow:set_version_status[u] succeeded in 0.02s: 'Mat db version 7 to AVAILABLE'",
] as const

/** A fleet that runs, whose step "table" does not hold for as long as sessions are cut. */
const stage = async (parts: Partial<Fleet> = {}) => {
  const { home } = await temporaryHome()
  const { fleet: bare, made } = madeUpFleet()
  const log = new Latest<string>()
  const state = { settled: 0, newest: 0, isSettled: true, holds: true, following: false }
  const answers = new Set<() => void>()
  const fleet: Fleet = {
    ...bare,
    services: async () => [serviceOf({ name: 'mat-worker' })],
    logs: async function* (_service, _tail, signal) {
      state.following = true
      yield []
      for await (const text of log.follow(0, signal))
        yield [{ time: '', service: 'mat-worker', level: 'info', text }]
    },
    isSettled: async (signal) => {
      signal.throwIfAborted()
      return state.isSettled
    },
    settle: async (signal, extent) => {
      signal.throwIfAborted()
      if (extent === 'newest') {
        state.newest += 1
        return
      }
      state.settled += 1
      await new Promise<void>((resolve) => answers.add(resolve))
      made.add('table')
      state.isSettled = true
    },
    ...parts,
  }
  const controller = createFleetController({
    home,
    fleet,
    reason: '',
    warn: () => undefined,
    paces: { slow: 10, gap: 1, snapshot: 0, look: 5000 },
  })
  onTestFinished(() => controller.close())
  made.add('process').add('table')
  const say = async (text: string): Promise<void> => {
    if (text === cut) {
      made.delete('table')
      state.isSettled = false
    }
    log.set(text)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const answer = (): void => {
    for (const resolve of answers) resolve()
    answers.clear()
  }
  return { controller, home, state, say, answer }
}

/** A panel that is open until the test's end; what it was shown. */
const openPanel = (
  { controller }: Awaited<ReturnType<typeof stage>>,
  options: WatchOptions = {},
): FleetStatus[] => {
  const seen: FleetStatus[] = []
  const stop = new AbortController()
  onTestFinished(() => stop.abort())
  void (async () => {
    for await (const status of controller.watch(stop.signal, options)) seen.push(status)
  })()
  return seen
}

test('a version that a client makes beside an open panel: it is a work under way, then news, and the fleet is ready throughout', async () => {
  const staged = await stage()
  const seen = openPanel(staged)
  await vi.waitFor(() => expect(staged.state.following).toBe(true))
  for (const line of lines) await staged.say(line)
  await vi.waitFor(() => expect(seen.at(-1)?.job?.stage).toContain('Waiting until every service answers'))
  expect(staged.state.settled).toBe(1)
  staged.answer()
  await vi.waitFor(() => expect(seen.at(-1)).toMatchObject({ job: null, healing: { state: 'healed' } }))
  // Looks that come after it see the fleet as it is.
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(new Set(seen.map(({ phase }) => phase))).toEqual(new Set(['ready']))
  expect(seen.at(-1)?.steps.map(({ state }) => state)).toEqual(['done', 'done'])
  expect(staged.state.settled).toBe(1)
})

test('a version of a client that will never be finished is told, though nothing is wrong with the fleet', async () => {
  const staged = await stage()
  const seen = openPanel(staged)
  await vi.waitFor(() => expect(staged.state.following).toBe(true))
  await staged.say(lines[0])
  await staged.say(lines[1])
  await staged.say("Task orchestration:run_complete_workflow[a] raised unexpected: HTTPError('404')")
  await vi.waitFor(() => expect(seen.at(-1)?.healing?.what).toContain('Version 7 will never be finished'))
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(seen.at(-1)).toMatchObject({ phase: 'ready', job: null, healing: { state: 'failed' } })
})

test('a service that ends while a client materializes is started, whatever its run waits for', async () => {
  const acts: string[] = []
  let isUp = true
  const redis = () => (isUp ? serviceOf({ name: 'redis' }) : ended)
  const ended = serviceOf({ name: 'redis', state: 'stopped', detail: 'It ended.', exitStatus: 137 })
  const step = (id: string, holds: () => boolean): Step<Fleet> => ({
    id,
    title: id,
    needs: [],
    limit: { milliseconds: 5000, reason: 'it is quick' },
    probe: async () => ({ holds: holds(), detail: id }),
    act: async () => {
      acts.push(id)
      isUp = true
    },
    explain: (error) => ({ code: 'STEP_FAILED', what: id, why: String(error), fix: 'Again.' }),
  })
  const staged = await stage({
    kind: 'genuine',
    services: async () => [serviceOf({ name: 'mat-worker' }), redis()],
    steps: [step('images', () => true), step('redis', () => isUp)],
  })
  await writeWanted(staged.home, { fleet: 'genuine', state: 'up', stopped: [] })
  const seen = openPanel(staged, { heals: true })
  await vi.waitFor(() => expect(staged.state.following).toBe(true))
  await staged.say(lines[0])
  await staged.say(lines[1])
  await staged.say('Task workflow:create_analysis_database[u] retry: Retry in 180s: OperationalError()')
  await vi.waitFor(() => expect(seen.at(-1)?.job?.stage).toContain('is tried again after 180 s'))
  isUp = false
  await vi.waitFor(() => expect(acts).toEqual(['redis']))
  await vi.waitFor(() => expect(seen.at(-1)).toMatchObject({ healing: { state: 'healed' } }))
  expect(seen.at(-1)?.job?.stage).toContain('is tried again after 180 s')
})

test('a panel that opens, and a status that is asked for, see to what was cut before, and show the fleet after it', async () => {
  const staged = await stage()
  await staged.say(cut)
  const status = staged.controller.status(never)
  await vi.waitFor(() => expect(staged.state.settled).toBe(1))
  staged.answer()
  expect(await status).toMatchObject({ phase: 'ready', healing: null })
})

test('a work of clients begins with settled services, is accompanied, and ends with settled services', async () => {
  const { controller, state, say, answer } = await stage()
  await say(cut)
  let isWorking = false
  const work = controller.keepSettled(async () => {
    isWorking = true
    await vi.waitFor(() => expect(state.following).toBe(true))
    for (const line of lines) await say(line)
    expect(state.settled).toBe(2)
    setTimeout(answer, 20)
    return 'done'
  }, never)
  await vi.waitFor(() => expect(state.settled).toBe(1))
  expect(isWorking).toBe(false)
  answer()
  expect(await work).toBe('done')
  expect([state.isSettled, state.newest]).toEqual([true, 1])
})

test('a work of clients that fails fails, and is followed no more', async () => {
  const { controller, say, state } = await stage()
  await expect(controller.keepSettled(() => Promise.reject(new Error('no')), never)).rejects.toThrow('no')
  await say(cut)
  expect(state.settled).toBe(0)
})
