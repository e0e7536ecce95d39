// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Bridge } from '../../../src/shared/bridge'
import type { ErrorInfo } from '../../../src/shared/errors'
import { ToastList } from '../../../src/renderer/components/toast-list'
import { FleetWatch } from '../../../src/renderer/core/fleet-watch'
import { FleetActions } from '../../../src/renderer/fleet/fleet-actions'
import { ForeignDialog } from '../../../src/renderer/fleet/foreign-dialog'
import { PlaceDialog } from '../../../src/renderer/fleet/place-dialog'
import { ServicesView } from '../../../src/renderer/fleet/services-view'
import { askWays, tellNotStarted } from '../../../src/renderer/fleet/ways-state'
import { fakeBridge } from '../fake/fake-bridge'
import { FakeEngine } from '../fake/fake-engine'
import type { Scene } from '../fake/fake-fleet'
import { FakePlace } from '../fake/fake-place'
import { all, draw, find, press, says, settle, text, type } from '../support/page'

afterEach(() => askWays(null))

const over = async (scene: Scene): Promise<{ place: FakePlace; called: string[] }> => {
  const place = new FakePlace(scene === 'foreign')
  const fake = fakeBridge(scene, new FakeEngine(), place)
  const called: string[] = []
  const bridge: Bridge = {
    ...fake,
    call: (channel, input) => {
      if (/^(place\.choose|foreign\.stop|fleet\.)/.test(channel)) called.push(channel)
      return fake.call(channel, input)
    },
  }
  await draw(
    bridge,
    <FleetActions>
      <FleetWatch />
      <ServicesView />
      <ForeignDialog />
      <PlaceDialog />
      <ToastList />
    </FleetActions>,
  )
  return { place, called }
}

const field = async (name: string): Promise<HTMLInputElement> => {
  const found = await find('textbox', name)
  if (!(found instanceof HTMLInputElement)) throw new Error(`${name} is no input.`)
  return found
}

describe('what of others is in the way', () => {
  const ask = async () => {
    const opened = await over('foreign')
    await press('button', 'Show the ways on')
    await says('realcave-postgres-1, realcave-gateway-1 stop.')
    return opened
  }

  it('is named, and stopped only at a word; then the fleet starts under the name that is free', async () => {
    const { place, called } = await ask()
    expect(called).toEqual([])
    expect((await field('Port on 127.0.0.1')).value).toBe('8080')
    await press('button', 'Stop them and start as realcave-2')
    await vi.waitFor(() => expect(called).toEqual(['foreign.stop', 'place.choose', 'fleet.up']))
    expect(place.stopped).toEqual(['realcave-postgres-1', 'realcave-gateway-1'])
    expect(place.place).toEqual({ port: 8080, project: 'realcave-2' })
  })

  it('is left as it is for another name, and for another port where it keeps ours', async () => {
    const { place, called } = await ask()
    const leave = all('radio').find((radio) =>
      radio.closest('label')?.textContent?.startsWith('Leave it as it is'),
    )
    if (leave instanceof HTMLElement) leave.click()
    await settle()
    expect((await field('Port on 127.0.0.1')).value).toBe('8081')
    await type(await field('Start under the project name'), 'class-a')
    await press('button', 'Start as class-a')
    await vi.waitFor(() => expect(called).toEqual(['place.choose', 'fleet.up']))
    expect(place.stopped).toEqual([])
    expect(place.place).toEqual({ port: 8081, project: 'class-a' })
  })

  it('is untouched after a cancel', async () => {
    const { place, called } = await ask()
    await press('button', 'Cancel, change nothing')
    // Not the end of a start that another test has asked for, which is told in a dialog's role, too.
    const asking = () => all('dialog').filter((dialog) => !dialog.matches('.toast'))
    await expect.poll(asking, { timeout: 8000 }).toEqual([])
    expect([called, place.stopped]).toEqual([[], []])
  })

  it.each(['realcave', 'Not a name', ''])('does not go with the name "%s"', async (name) => {
    await ask()
    await type(await field('Start under the project name'), name)
    const act = await find('button', /^Stop them and start as/)
    expect(act.matches(':disabled')).toBe(true)
  })
})

it('a start that met them says so shortly, and the note makes room for the ways on', async () => {
  const refused: ErrorInfo = { code: 'FLEET_FOREIGN', what: 'In the way.', why: 'So long.', fix: 'Thus.' }
  await over('foreign')
  tellNotStarted(refused)
  await says('In the way.')
  expect(text()).not.toContain('So long.')
  askWays('foreign')
  await vi.waitFor(() => expect(text()).not.toContain('In the way.'))
})

describe('port and project', () => {
  it('are shown as they are, and changed; a fleet that runs starts again there', async () => {
    const { place, called } = await over('ready')
    await press('button', 'Port and project')
    await says('free now: 8081')
    expect((await find('button', 'Use these and start again')).matches(':disabled')).toBe(true)
    await type(await field('Port on 127.0.0.1'), '8081')
    await press('button', 'Use these and start again')
    await vi.waitFor(() => expect(called).toEqual(['place.choose', 'fleet.up']))
    expect(place.place).toEqual({ port: 8081, project: 'realcave' })
  })

  it('is looked at before it is taken: a port that somebody has cannot be chosen', async () => {
    const { called } = await over('ready')
    await press('button', 'Port and project')
    await type(await field('Port on 127.0.0.1'), '8090')
    await says('Port 8090 is taken. python3 (process 4242) listens there.')
    expect((await find('button', 'Use these and start again')).matches(':disabled')).toBe(true)
    await type(await field('Port on 127.0.0.1'), '8091')
    await press('button', 'Use these and start again')
    await vi.waitFor(() => expect(called).toEqual(['place.choose', 'fleet.up']))
  })

  it('of a fleet that is down are remembered, and nothing is started', async () => {
    const { place, called } = await over('down')
    await press('button', 'Port and project')
    await type(await field('Compose project'), 'mine')
    await press('button', 'Use these')
    await vi.waitFor(() => expect(place.place.project).toBe('mine'))
    await settle()
    expect(called).toEqual(['place.choose'])
  })

  it.each(['0', '65536', '80a', ''])('a port "%s" is told to be none', async (port) => {
    await over('ready')
    await press('button', 'Port and project')
    await type(await field('Port on 127.0.0.1'), port)
    await says('A whole number from 1 to 65535.')
    expect((await find('button', 'Use these and start again')).matches(':disabled')).toBe(true)
  })

  it('are a button away where the port is taken', async () => {
    await over('failed')
    await press('button', 'Choose another port')
    await find('dialog')
    expect(text()).toContain('Compose project')
  })
})
