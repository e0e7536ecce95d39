// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { FleetWatch } from '../../../src/renderer/core/fleet-watch'
import { useFleet } from '../../../src/renderer/core/fleet-status'
import { keepSession, useSession } from '../../../src/renderer/terminal/session-memory'
import {
  runInTerminal,
  takeTerminalInput,
  typeIntoTerminal,
} from '../../../src/renderer/terminal/terminal-input'
import { fakeStatus } from '../fake/fake-fleet'
import { good, manualBridge, refusal } from '../support/manual-bridge'
import { draw, eventually, find, press, says, settle, text } from '../support/page'

/** xterm draws on a canvas, which this page has not: what reaches it is what matters here. */
const screen = vi.hoisted(() => ({
  written: '',
  typed: (data: string): void => void data,
  drawn: (): void => undefined,
  focused: 0,
  options: { disableStdin: false },
}))
vi.mock('../../../src/renderer/terminal/screen', () => ({
  openScreen: () => ({
    terminal: {
      cols: 80,
      rows: 24,
      options: screen.options,
      onData: (listener: (data: string) => void) => {
        screen.typed = listener
      },
      onResize: () => undefined,
      write: (data: string, drawn: () => void) => {
        // As a terminal does at RIS: what was drawn before is gone.
        screen.written = (screen.written + data).split('\u001bc').at(-1) ?? ''
        screen.drawn = drawn
      },
      paste: (data: string) => screen.typed(`[paste]${data}`),
      focus: () => (screen.focused += 1),
    },
    fit: () => undefined,
    close: () => undefined,
  }),
}))

const { TerminalPane } = await import('../../../src/renderer/terminal/terminal-pane')

const session = '00000000-0000-4000-8000-000000000001'
const ready = { state: 'ready', detail: 'Python 3.11.2 · caveclient 8.2.1', progress: 1, error: null }

const versionOf = (version: number) => ({
  version,
  status: 'AVAILABLE',
  valid: true,
  timeStamp: '2026-11-01T10:00:00.000000Z',
  expiresOn: null,
  disk: null,
  tables: [],
})

const dot = (): string => document.querySelector('.terminal-bar .state-dot')?.getAttribute('class') ?? ''

const newest = <T extends { readonly channel: string }>(list: readonly T[], channel: string): T | undefined =>
  [...list].reverse().find((asked) => asked.channel === channel)

const started = async (environment: unknown, scene: 'ready' | 'down' = 'ready') => {
  const manual = manualBridge()
  await draw(
    manual.bridge,
    <>
      <FleetWatch />
      <TerminalPane>{null}</TerminalPane>
    </>,
  )
  const stream = (channel: string) => newest(manual.streams, channel)
  const call = (channel: string) => newest(manual.calls, channel)
  const writes = () =>
    manual.calls.flatMap(({ channel, input }) =>
      channel === 'terminal.write' ? [Reflect.get(Object(input), 'data')] : [],
    )
  const watch = await eventually(() => stream('fleet.watch'))
  watch.item(good(fakeStatus(scene)))
  const environments = await eventually(() => stream('terminal.environment'))
  environments.item(good(environment))
  await settle()
  return { ...manual, stream, call, writes }
}

const inSession = async () => {
  const pane = await started(ready)
  const open = await eventually(() => pane.call('terminal.open'))
  open.answer(good({ session }))
  const output = await eventually(() => pane.stream('terminal.output'))
  output.item(good({ kind: 'output', data: 'In [1]: ' }))
  await expect.poll(() => screen.written).toBe('In [1]: ')
  await settle()
  return pane
}

/** The versions are read, and the session has heard of them. */
const hears = async ({ call }: Pick<Awaited<ReturnType<typeof started>>, 'call'>): Promise<void> => {
  const list = await eventually(() => call('versions.list'))
  list.answer(good([versionOf(1)]))
  const told = await eventually(() => call('terminal.versions'))
  told.answer(good(undefined))
}

beforeEach(() => {
  screen.written = ''
  keepSession(null)
  takeTerminalInput()
})

describe('the environment of the terminal', () => {
  it('is prepared when there is none, with its progress in words', async () => {
    const { call, stream } = await started({ state: 'absent', detail: 'none', progress: null, error: null })
    await eventually(() => call('terminal.prepare'))
    stream('terminal.environment')?.item(
      good({ state: 'preparing', detail: 'Fetching package 16 of 42: networkx', progress: 0.4, error: null }),
    )
    await says('Fetching package 16 of 42: networkx')
    expect(document.querySelector('progress')?.value).toBe(0.4)
  })

  it('that failed says what, why and fix, and can be tried again', async () => {
    const error = {
      code: 'PYTHON_MISSING',
      what: 'No Python.',
      why: 'None is here.',
      fix: 'Install Python 3.12.',
    }
    const { call } = await started({ state: 'failed', detail: 'failed', progress: null, error })
    await says('Install Python 3.12.')
    const page = await find('link', 'Get Python')
    expect(page.getAttribute('href')).toBe('https://www.python.org/downloads/')
    expect(call('terminal.prepare')).toBeUndefined()
    await press('button', 'Try again')
    expect(call('terminal.prepare')).toBeDefined()
  })

  it('waits for the fleet: its client connects at once', async () => {
    const { call } = await started(ready, 'down')
    await says('The terminal starts with the fleet')
    expect(call('terminal.open')).toBeUndefined()
  })
})

describe('a command that is asked for while Python is being prepared', () => {
  const preparing = { state: 'preparing', detail: 'Fetching package 16 of 42', progress: 0.4, error: null }

  it('is told as waiting, and runs as soon as Python is ready', async () => {
    const { call, stream, writes } = await started(preparing)
    runInTerminal('client.info.get_datastacks()')
    typeIntoTerminal('for x in y:\n  print(x)')
    await says(/As soon as Python is ready:.*runs.*client\.info\.get_datastacks\(\).*is typed.*for x in y: …/)
    expect(writes()).toEqual([])
    stream('terminal.environment')?.item(good(ready))
    const open = await eventually(() => call('terminal.open'))
    open.answer(good({ session }))
    const output = await eventually(() => stream('terminal.output'))
    await says('As soon as Python is ready:')
    output.item(good({ kind: 'output', data: 'In [1]: ' }))
    await hears({ call })
    await vi.waitFor(() =>
      expect(writes().slice(0, 3)).toEqual(['\u0015', '[paste]client.info.get_datastacks()', '\r']),
    )
    await vi.waitFor(() => expect(text()).not.toContain('As soon as Python is ready'))
  })

  it('can be taken back', async () => {
    await started(preparing)
    runInTerminal('client.info.get_datastacks()')
    await press('button', 'Forget it')
    await vi.waitFor(() => expect(text()).not.toContain('get_datastacks'))
    expect(takeTerminalInput()).toEqual([])
  })

  it('waits for the fleet as well, and says so', async () => {
    await started(ready, 'down')
    runInTerminal('client.info.get_datastacks()')
    await says(/As soon as Python is ready:.*get_datastacks.*The terminal starts with the fleet/)
  })
})

describe('a session', () => {
  it('is opened once, and shows what Python prints', async () => {
    const { calls } = await inSession()
    expect(calls.filter(({ channel }) => channel === 'terminal.open')).toHaveLength(1)
    expect(screen.written).toBe('In [1]: ')
  })

  it('is told of what is drawn, once it is, and not before: so much more may come', async () => {
    const { calls, stream } = await inSession()
    const told = () =>
      calls.flatMap(({ channel, input }) =>
        channel === 'terminal.taken' ? [Reflect.get(Object(input), 'characters')] : [],
      )
    const { reader } = z.object({ reader: z.uuid() }).parse(stream('terminal.output')?.input)
    expect(told()).toEqual([])
    screen.drawn()
    expect(told()).toEqual(['In [1]: '.length])
    expect(calls.at(-1)?.input).toMatchObject({ session, reader })
  })

  it('sends keys as they are typed', async () => {
    const { writes } = await inSession()
    screen.typed('a')
    expect(writes()).toEqual(['a'])
  })

  it('takes commands that were asked for before it was there, and clears the line first', async () => {
    runInTerminal('client.info.get_datastacks()')
    const { call, writes } = await inSession()
    await hears({ call })
    await vi.waitFor(() => expect(writes()).toEqual(['\u0015', '[paste]client.info.get_datastacks()', '\r']))
  })

  it('takes them once it has heard which versions there are: its answers are from the newest', async () => {
    runInTerminal('client.materialize.version')
    const { call, writes } = await inSession()
    const list = await eventually(() => call('versions.list'))
    list.answer(good([versionOf(1), versionOf(2)]))
    const told = await eventually(() => call('terminal.versions'))
    await settle()
    expect(writes()).toEqual([])
    told.answer(good(undefined))
    await vi.waitFor(() => expect(writes()).toHaveLength(3))
  })

  it('takes them where the versions cannot be read', async () => {
    runInTerminal('1 + 1')
    const { call, writes } = await inSession()
    const list = await eventually(() => call('versions.list'))
    list.answer(refusal('DATABASE_FAILED'))
    await vi.waitFor(() => expect(writes()).toHaveLength(3))
  })

  it('leaves the keyboard to whoever types elsewhere as it takes them', async () => {
    runInTerminal('1 + 1')
    const { call, writes } = await inSession()
    const dialog = document.createElement('div')
    dialog.setAttribute('role', 'dialog')
    const field = dialog.appendChild(document.createElement('input'))
    document.body.append(dialog)
    field.focus()
    const before = screen.focused
    await hears({ call })
    await vi.waitFor(() => expect(writes()).toHaveLength(3))
    expect(screen.focused).toBe(before)
    field.blur()
    runInTerminal('2 + 2')
    await vi.waitFor(() => expect(writes()).toHaveLength(6))
    expect(screen.focused).toBe(before + 1)
  })

  it('whose panel has nobody to ask takes nothing more to be run, keeps what waits, and its light is out', async () => {
    const { call, writes } = await inSession()
    runInTerminal('1 + 1')
    useFleet.setState({ link: 'lost' })
    await says('not connected now')
    expect(dot()).toContain('state-idle')
    expect(screen.options.disableStdin).toBe(true)
    expect((await find('button', 'Restart Python')).matches(':disabled')).toBe(true)
    runInTerminal('2 + 2')
    await settle()
    expect(writes()).toEqual([])
    useFleet.setState({ link: 'open' })
    await hears({ call })
    await vi.waitFor(() => expect(writes()).toEqual(['\u0015', '[paste]1 + 1', '\r']))
    expect(screen.options.disableStdin).toBe(false)
  })

  it('does not say that it ended where a key found nobody', async () => {
    const { call } = await inSession()
    screen.typed('a')
    call('terminal.write')?.answer(refusal('DISCONNECTED'))
    await settle()
    expect(text()).not.toContain('Start again')
  })

  it('types a command without running it', async () => {
    const { call, writes } = await inSession()
    await hears({ call })
    typeIntoTerminal('x')
    await vi.waitFor(() => expect(writes()).toEqual(['\u0015', '[paste]x']))
  })

  it('is found again after a reload', async () => {
    keepSession(session)
    const { calls, stream } = await started(ready)
    const output = await eventually(() => stream('terminal.output'))
    expect(output.input).toMatchObject({ session })
    expect(calls.some(({ channel }) => channel === 'terminal.open')).toBe(false)
  })

  it('that the core knows no more is replaced by a new one', async () => {
    keepSession(session)
    const { call, stream } = await started(ready)
    const output = await eventually(() => stream('terminal.output'))
    output.item(refusal('TERMINAL_CLOSED'))
    await eventually(() => call('terminal.open'))
    expect(useSession.getState().session).toBeNull()
  })

  it('does not show its output twice after a gap', async () => {
    const { stream } = await inSession()
    const output = stream('terminal.output')
    output?.item(refusal('DISCONNECTED'))
    // At once, before anything is drawn anew: the order of what comes counts, not when the page is drawn.
    output?.item(good({ kind: 'output', data: 'In [1]: ' }))
    output?.item(good({ kind: 'output', data: 'x' }))
    await settle()
    expect(screen.written).toBe('In [1]: x')
  })

  it('tells the core which versions can be asked for, and again when there is another', async () => {
    const { call, calls, stream } = await inSession()
    const told = () =>
      calls.flatMap(({ channel, input }) =>
        channel === 'terminal.versions' ? [Reflect.get(Object(input), 'versions')] : [],
      )
    const asked = () => calls.filter(({ channel }) => channel === 'versions.list').length
    call('versions.list')?.answer(good([versionOf(1), { ...versionOf(2), status: 'RUNNING', valid: false }]))
    await vi.waitFor(() => expect(told()).toEqual([[1]]))
    stream('data.changes')?.item(good({ tables: [], everything: false, versions: true }))
    await vi.waitFor(() => expect(asked()).toBe(2))
    call('versions.list')?.answer(good([versionOf(1), versionOf(2)]))
    await vi.waitFor(() => expect(told()).toEqual([[1], [1, 2]]))
  })

  it('whose Python ended says so, and starts again on demand', async () => {
    const { call, stream } = await inSession()
    stream('terminal.output')?.item(good({ kind: 'exit', code: 1 }))
    await says('Python has ended unexpectedly (status 1).')
    await vi.waitFor(() => expect(dot()).toContain('state-idle'))
    await press('button', 'Start again')
    const restart = await eventually(() => call('terminal.restart'))
    restart.answer(good(undefined))
    await vi.waitFor(() => expect(text()).not.toContain('Python has ended'))
    await vi.waitFor(() => expect(dot()).toContain('state-ok'))
  })

  it('whose Python ended keeps what is asked for until it is started again', async () => {
    const { call, stream, writes } = await inSession()
    await hears({ call })
    stream('terminal.output')?.item(good({ kind: 'exit', code: 0 }))
    await says('The session has ended')
    runInTerminal('1 + 1')
    await says(/As soon as Python is ready:.*1 \+ 1/)
    expect(writes()).toEqual([])
    await press('button', 'Start again')
    const restart = await eventually(() => call('terminal.restart'))
    restart.answer(good(undefined))
    await settle()
    call('terminal.versions')?.answer(good(undefined))
    await vi.waitFor(() => expect(writes()).toEqual(['\u0015', '[paste]1 + 1', '\r']))
  })

  it('tells why a key was not taken', async () => {
    const { call } = await inSession()
    screen.typed('a')
    call('terminal.write')?.answer(refusal('TERMINAL_CLOSED'))
    await says('TERMINAL_CLOSED happened.')
    await find('button', 'Start again')
  })
})
