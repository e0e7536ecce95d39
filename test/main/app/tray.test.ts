import { describe, expect, it } from 'vitest'
import { trayMenu, trayWords, type TrayVerbs } from '../../../src/main/app/tray-menu'
import { trayPicture } from '../../../src/main/app/tray-picture'
import type { FleetPhase, FleetStatus } from '../../../src/shared/domain/fleet'
import { statusOf } from '../api/fake-core'

const verbs = (): TrayVerbs & { readonly done: string[] } => {
  const done: string[] = []
  return {
    done,
    open: () => void done.push('open'),
    getReady: () => void done.push('get ready'),
    stop: () => void done.push('stop'),
    dashboard: (address) => void done.push(address),
    quit: () => void done.push('quit'),
  }
}

const service = (state: FleetStatus['services'][number]['state']): FleetStatus['services'][number] => ({
  name: 'info',
  title: 'Info',
  state,
  detail: '',
  version: null,
  memory: null,
  startedAt: null,
  restarts: 0,
  exitStatus: null,
  actions: [],
  helpers: [],
})

const enabledIn = (status: FleetStatus | null): readonly string[] =>
  trayMenu(status, verbs())
    .filter(({ enabled, click }) => enabled !== false && click !== undefined)
    .map(({ label }) => label ?? '')

describe('the tray', () => {
  it.each<[FleetPhase, string]>([
    ['ready', 'Practice fleet is ready'],
    ['degraded', 'Practice fleet works in part'],
    ['down', 'Practice fleet is down'],
    ['starting', 'Practice fleet is starting'],
  ])('says in words that it is %s', (phase, words) => {
    expect(trayWords(statusOf({ phase }))).toBe(words)
  })

  it('offers what can be done: on a ready fleet all', () => {
    expect(enabledIn(statusOf({ services: [service('healthy')] }))).toEqual([
      'Open RealCAVE',
      'Get demo-ready',
      'Stop the fleet',
      'Open 127.0.0.1:18310 in the browser',
      'Quit RealCAVE',
    ])
  })

  it('offers no stop and no page of a fleet that is down, and nothing but the window of one that nobody has seen', () => {
    expect(enabledIn(statusOf({ phase: 'down', services: [service('stopped')] }))).toEqual([
      'Open RealCAVE',
      'Get demo-ready',
      'Quit RealCAVE',
    ])
    expect(enabledIn(null)).toEqual(['Open RealCAVE', 'Quit RealCAVE'])
  })

  it('offers no second work beside one that is under way', () => {
    const job = { kind: 'up', title: 'Start', stage: '', progress: null, startedAt: '' } as const
    expect(enabledIn(statusOf({ phase: 'starting', job }))).toEqual(['Open RealCAVE', 'Quit RealCAVE'])
  })

  it('does what its items say', () => {
    const done = verbs()
    for (const { click } of trayMenu(statusOf(), done)) if (click) Reflect.apply(click, undefined, [])
    expect(done.done).toEqual(['open', 'get ready', 'stop', 'http://127.0.0.1:18310', 'quit'])
  })

  it('has a picture of its own for each state that asks for something else, by shape, not by colour alone', () => {
    const phases: FleetPhase[] = ['ready', 'starting', 'degraded', 'failed', 'down']
    const shapes = phases.map((phase) => trayPicture(phase, 22).filter((_, index) => index % 4 === 3))
    expect(new Set(shapes.map((each) => Buffer.from(each).toString('hex'))).size).toBe(phases.length)
    for (const shape of shapes) {
      expect(shape).toHaveLength(22 * 22)
      // Something is drawn, and its corners are clear.
      expect(shape.some((solid) => solid === 255)).toBe(true)
      expect([shape[0], shape[21], shape[22 * 21], shape.at(-1)]).toEqual([0, 0, 0, 0])
    }
    expect(trayPicture(undefined, 22).equals(trayPicture('down', 22))).toBe(true)
  })
})
