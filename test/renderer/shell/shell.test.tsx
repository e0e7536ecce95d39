// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Shell } from '../../../src/renderer/shell/shell'
import { openDock } from '../../../src/renderer/terminal/dock-state'
import { useDock } from '../../../src/renderer/terminal/dock-state'
import { useNow } from '../../../src/renderer/components/use-now'
import { LinkBanner } from '../../../src/renderer/shell/link-banner'
import { ViewBoundary } from '../../../src/renderer/views/view-boundary'
import { useFleet } from '../../../src/renderer/core/fleet-status'
import { FleetActions } from '../../../src/renderer/fleet/fleet-actions'
import { FleetDown } from '../../../src/renderer/fleet/fleet-down'
import { Header } from '../../../src/renderer/shell/header'
import { fakeBridge } from '../fake/fake-bridge'
import { fakeStatus } from '../fake/fake-fleet'
import { manualBridge } from '../support/manual-bridge'
import { all, draw, find, press, says, settle, text } from '../support/page'

afterEach(() => {
  location.hash = ''
})

const drawShell = async (hash: string): Promise<void> => {
  openDock(false)
  location.hash = hash
  await draw(fakeBridge('ready'), <Shell />)
}

describe('the shell', () => {
  it('leads to every view by name, and marks the one in view', async () => {
    await drawShell('#/doctor')
    await find('link', /^Cheat-sheet/)
    const current = all('link').filter((link) => link.getAttribute('aria-current') === 'page')
    expect(current.map((link) => link.textContent)).toEqual(['Doctor'])
    expect(document.title).toBe('Doctor · RealCAVE')
    await says('No Docker engine answers.')
  })

  it('promises no view that is not there yet', async () => {
    await drawShell('#/services')
    await find('link', /^Annotations/)
    const names = all('link').map((link) => link.textContent ?? '')
    expect(names.some((name) => name.includes('Present'))).toBe(false)
  })

  it('follows the address', async () => {
    await drawShell('#/doctor')
    await says('Check again')
    location.hash = '#/cheatsheet'
    await says('client.info.get_datastacks()')
  })

  it('opens the terminal on demand', async () => {
    await drawShell('#/doctor')
    expect(useDock.getState().open).toBe(false)
    await press('button', 'Open the terminal')
    expect(useDock.getState().open).toBe(true)
    await find('separator', 'Height of the terminal')
    openDock(false)
  })
})

describe('the header', () => {
  it('tells a start that somebody asked for from a part that is put right by itself', async () => {
    const healing = {
      what: 'mat stopped, though nobody had stopped it.',
      state: 'under-way',
      detail: '',
      at: '',
    } as const
    const starting = fakeStatus('starting')
    await draw(
      manualBridge().bridge,
      <FleetActions>
        <Header />
        <FleetDown label="rows">Nothing.</FleetDown>
      </FleetActions>,
    )
    useFleet.setState({ status: starting })
    await says('practice fleetstarting')
    useFleet.setState({ status: { ...starting, healing } })
    await says('practice fleetbeing put right')
    await says('The fleet is being put right')
    await says('mat stopped, though nobody had stopped it. It comes back by itself')
  })
})

describe('what went wrong', () => {
  const Broken = (): never => {
    throw new Error('no columns')
  }

  it('in one view stays in that view', async () => {
    // React tells of it on the console as well.
    vi.spyOn(console, 'error').mockReturnValue()
    await draw(
      manualBridge().bridge,
      <>
        <p>navigation</p>
        <ViewBoundary>
          <Broken />
        </ViewBoundary>
      </>,
    )
    await says('This view failed to draw.')
    await says('no columns')
    await says('navigation')
  })

  it('with the connection is told over every view', async () => {
    await draw(manualBridge().bridge, <LinkBanner />)
    useFleet.setState({ link: 'lost' })
    await says(/The panel’s own program does not answer. What you see is as it was at \d/)
    useFleet.setState({ link: 'open' })
    await expect.poll(() => all('alert')).toEqual([])
  })
})

describe('without the panel’s own program', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('nothing moves, and nothing can be asked for', async () => {
    await drawShell('#/services')
    useFleet.setState({ status: fakeStatus('starting') })
    await says('practice fleetstarting')
    expect(document.querySelector('.job-bar-running, .job-progress')).not.toBeNull()
    useFleet.setState({ link: 'lost' })
    await says('practice fleetlast known: starting')
    expect(document.querySelector('.shell-stale')).not.toBeNull()
    expect(document.querySelector('.job-bar-running')).toBeNull()
    expect(document.querySelector('.pill .state-dot')?.getAttribute('class')).toContain('state-idle')
    useFleet.setState({ status: fakeStatus('ready') })
    await says('last known: ready')
    const acting = ['Materialize', 'Reset…', 'Get demo-ready', 'Stop the fleet']
    const found = await Promise.all(acting.map((name) => find('button', name)))
    expect(found.filter((button) => !button.matches(':disabled'))).toEqual([])
  })

  it('no clock goes on, since nobody knows that the work does', async () => {
    const status = fakeStatus('starting')
    const Time = () => <p>{String(useNow(true, 20))}</p>
    useFleet.setState({ status, link: 'lost' })
    await draw(manualBridge().bridge, <Time />)
    const before = text()
    await new Promise((done) => setTimeout(done, 80))
    expect(text()).toBe(before)
    useFleet.setState({ link: 'open' })
    await expect.poll(() => text()).not.toBe(before)
  })

  it('the way out is shown after a minute: the command that starts it, as it runs here', async () => {
    await draw(fakeBridge('ready'), <LinkBanner />)
    await settle()
    vi.useFakeTimers({ shouldAdvanceTime: true })
    useFleet.setState({ link: 'lost' })
    await says('does not answer')
    expect(text()).not.toContain('serve')
    vi.advanceTimersByTime(60_000)
    await says(/Start it again in a shell.*realcave.* serve/)
    await find('button', 'Copy this command')
  })

  it('a window of its own is to be started again', async () => {
    await draw({ ...manualBridge().bridge, shell: 'electron' }, <LinkBanner />)
    vi.useFakeTimers({ shouldAdvanceTime: true })
    useFleet.setState({ link: 'lost' })
    await says('does not answer')
    vi.advanceTimersByTime(60_000)
    await says('Quit RealCAVE, and start it again.')
    expect(text()).not.toContain('shell')
  })
})
