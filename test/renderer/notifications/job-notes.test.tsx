// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useCall } from '../../../src/renderer/core/use-call'
import { forgetPreferences, prefer, usePreferences } from '../../../src/renderer/design/preferences'
import { JobNotes } from '../../../src/renderer/notifications/job-notes'
import { switchOn } from '../../../src/renderer/notifications/notify'
import { TellMe } from '../../../src/renderer/notifications/tell-me'
import { good, manualBridge, refusal } from '../support/manual-bridge'
import { all, draw, press, settle } from '../support/page'

interface Shown {
  readonly title: string
  readonly options: NotificationOptions
  readonly click: () => void
}

let shown: Shown[] = []
let answers: NotificationPermission = 'granted'
let askedTimes = 0

class FakeNotification {
  static permission: NotificationPermission = 'default'
  static requestPermission(): Promise<NotificationPermission> {
    askedTimes += 1
    FakeNotification.permission = answers
    return Promise.resolve(answers)
  }
  private readonly title: string
  private readonly options: NotificationOptions
  constructor(title: string, options: NotificationOptions) {
    this.title = title
    this.options = options
  }
  addEventListener(_kind: string, click: () => void): void {
    shown.push({ title: this.title, options: this.options, click })
  }
  close(): void {
    shown = []
  }
}

beforeEach(() => {
  shown = []
  askedTimes = 0
  answers = 'granted'
  FakeNotification.permission = 'granted'
  vi.stubGlobal('Notification', FakeNotification)
  vi.spyOn(document, 'hasFocus').mockReturnValue(false)
  prefer({ notifications: true })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  forgetPreferences()
  location.hash = ''
})

const Buttons = () => {
  const materialize = useCall('fleet.materialize')
  const get = useCall('images.get')
  const look = useCall('doctor.run')
  return (
    <>
      <JobNotes />
      <button type="button" onClick={() => materialize.run(undefined)}>
        Materialize
      </button>
      <button type="button" onClick={() => get.run(undefined)}>
        Get
      </button>
      <button type="button" onClick={() => look.run(undefined)}>
        Look
      </button>
    </>
  )
}

const began = async (name: string) => {
  const core = manualBridge()
  await draw(core.bridge, <Buttons />)
  await press('button', name)
  await vi.waitFor(() => expect(core.calls).toHaveLength(1))
  return core
}
const titles = () => shown.map(({ title }) => title)

describe('the end of a long job', () => {
  it('is told once, with nothing of the data, and a click goes to the outcome', async () => {
    const { calls } = await began('Materialize')
    calls[0]?.answer(good({ version: 7 }))
    await vi.waitFor(() => expect(titles()).toEqual(['A new version is there']))
    expect(JSON.stringify(shown)).not.toContain('7')
    shown[0]?.click()
    expect(location.hash).toBe('#/versions')
    await settle()
    expect(shown).toEqual([])
  })

  it('that failed is told without its reason', async () => {
    const { calls } = await began('Materialize')
    calls[0]?.answer(refusal('DATABASE_FAILED'))
    await vi.waitFor(() => expect(titles()).toEqual(['The materialization failed']))
    expect(JSON.stringify(shown)).not.toMatch(/DATABASE_FAILED|For a test/)
  })

  it('of a download is that of its images, not of the call that began it', async () => {
    const { calls, streams } = await began('Get')
    calls[0]?.answer(good(undefined))
    await vi.waitFor(() => expect(streams.map(({ channel }) => channel)).toEqual(['images.watch']))
    const state = { images: [], startedAt: null, error: null }
    streams[0]?.item(good({ ...state, state: 'running' }))
    await settle()
    expect(shown).toEqual([])
    streams[0]?.item(good({ ...state, state: 'done' }))
    await vi.waitFor(() => expect(titles()).toEqual(['The genuine fleet’s images are here']))
  })

  it.each([
    ['the panel is in front', () => vi.spyOn(document, 'hasFocus').mockReturnValue(true)],
    ['it is switched off', () => prefer({ notifications: false })],
    ['the system refuses', () => (FakeNotification.permission = 'denied')],
  ])('is not told where %s', async (_, make) => {
    make()
    const { calls } = await began('Materialize')
    calls[0]?.answer(good({ version: 7 }))
    await settle()
    expect(shown).toEqual([])
  })

  it('of short work is not told', async () => {
    const { calls } = await began('Look')
    calls[0]?.answer(good([]))
    await settle()
    expect(shown).toEqual([])
  })
})

describe('the permission', () => {
  beforeEach(() => {
    FakeNotification.permission = 'default'
    prefer({ notifications: false })
  })

  it('is asked for by nothing but a press', async () => {
    await draw(manualBridge().bridge, <TellMe />)
    expect(askedTimes).toBe(0)
    await press('button', 'Tell me when it ends')
    expect(askedTimes).toBe(1)
    await vi.waitFor(() => expect(usePreferences.getState().notifications).toBe(true))
    await vi.waitFor(() => expect(all('button')).toEqual([]))
  })

  it('that is refused leaves them off', async () => {
    answers = 'denied'
    await expect(switchOn()).resolves.toBe(false)
    expect(usePreferences.getState().notifications).toBe(false)
  })
})
