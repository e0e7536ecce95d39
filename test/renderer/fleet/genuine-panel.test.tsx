// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { FleetWatch } from '../../../src/renderer/core/fleet-watch'
import { FleetActions } from '../../../src/renderer/fleet/fleet-actions'
import { ServicesView } from '../../../src/renderer/fleet/services-view'
import { fakeBridge } from '../fake/fake-bridge'
import { FakeImages } from '../fake/fake-images'
import { refusal } from '../support/manual-bridge'
import { all, draw, find, press, says, text } from '../support/page'

const drawFleet = (bridge = fakeBridge('ready')) =>
  draw(
    bridge,
    <FleetActions>
      <FleetWatch />
      <ServicesView />
    </FleetActions>,
  )

describe('the way to the genuine fleet', () => {
  it('tells size and time, loads beside the fleet that runs, and then offers to switch', async () => {
    await drawFleet()
    await says('It fills 4.3 GB of disk.')
    await press('button', 'Get the genuine fleet (1.6 GB, about 5 min)')
    await says('5 of 12 layers ready')
    await says('This is the practice fleet')
    expect(all('progress').length + document.querySelectorAll('progress').length).toBeGreaterThan(0)
    await says('All its images are on this machine.')
    await press('button', 'Switch to the genuine fleet')
    await says('The practice fleet is stopped, and the genuine one starts at the same address.')
    expect(text()).toContain('This is the practice fleet')
    const [, act] = all('button').filter((button) => button.textContent === 'Switch to the genuine fleet')
    if (act instanceof HTMLElement) act.click()
    await says('This is the genuine fleet')
    await find('button', 'Switch to practice')
  })

  it('can be cancelled, and goes on from there', async () => {
    await drawFleet()
    await press('button', /^Get the genuine fleet/)
    await press('button', 'Cancel the download')
    await says('The download was cancelled.')
    await press('button', 'Go on with the download')
    await says('Cancel the download')
  })

  it('without Docker says why, and what to do', async () => {
    const base = fakeBridge('ready')
    const info = {
      code: 'ENGINE_MISSING',
      what: 'There is no Docker.',
      why: 'None.',
      fix: 'Install it.',
    } as const
    const images = new FakeImages(info)
    await drawFleet({
      ...base,
      call: (channel, input) =>
        channel === 'images.status'
          ? {
              answer: Promise.resolve(
                Object.assign(Object.create(null), { ok: true, value: images.status() }),
              ),
              cancel: () => undefined,
            }
          : base.call(channel, input),
    })
    await says(/It needs Docker.*There is no Docker\. None\. Install it\./)
    await find('button', 'Look again')
  })
})

it('where the fleet cannot be used the practice fleet is one button away', async () => {
  const base = fakeBridge('ready')
  await drawFleet({
    ...base,
    stream: (channel, input, item, ended) => {
      if (channel !== 'fleet.watch') return base.stream(channel, input, item, ended)
      item(refusal('FLEET_DOWN'))
      return () => undefined
    },
  })
  await says('The fleet cannot be used now')
  await find('button', 'Switch to practice')
})
