// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { ToastList } from '../../../src/renderer/components/toast-list'
import { FleetWatch } from '../../../src/renderer/core/fleet-watch'
import { FleetActions } from '../../../src/renderer/fleet/fleet-actions'
import { HealingToast } from '../../../src/renderer/fleet/healing-toast'
import { ServicesView } from '../../../src/renderer/fleet/services-view'
import { Header } from '../../../src/renderer/shell/header'
import { JobStrip } from '../../../src/renderer/shell/job-strip'
import { fakeBridge } from '../fake/fake-bridge'
import { draw, eventually, find, press, says, text } from '../support/page'

const drawFleet = (bridge = fakeBridge('genuine')) =>
  draw(
    bridge,
    <FleetActions>
      <FleetWatch />
      <HealingToast />
      <Header />
      <JobStrip />
      <ServicesView />
      <ToastList />
    </FleetActions>,
  )

describe('the genuine fleet on screen', () => {
  it('tells what was put right by itself until that is dismissed', async () => {
    await drawFleet()
    await says(/Seen to by the panel at .*The segmentation graph was lost.*It was rebuilt by itself/)
    expect(document.querySelectorAll('.toast')).toHaveLength(1)
    const [, dismiss] = [...document.querySelectorAll('button[aria-label=Dismiss]')].reverse()
    const [notice] = document.querySelectorAll('.notice .button-icon')
    expect(dismiss).toBeDefined()
    if (notice instanceof HTMLElement) notice.click()
    await eventually(() => (document.querySelector('.notice') === null ? true : undefined))
  })

  it('shows a helper below its service', async () => {
    await drawFleet()
    const helper = await eventually(() => document.querySelector('.service-helper') ?? undefined)
    expect(helper.textContent).toContain('annotation-net')
    expect(helper.previousElementSibling?.textContent).toContain('AnnotationEngine')
  })

  it('says what stands still before a service is stopped, and stops it only then', async () => {
    await drawFleet()
    await press('button', 'Stop bigtable')
    await says('The segmentation graph is lost: it lives in its memory.')
    expect(text()).not.toContain('stop bigtable')
    const [act] = [...document.querySelectorAll('.dialog .button-danger')]
    if (act instanceof HTMLElement) act.click()
    await says('stop bigtable')
  })

  it('tells in its hint what a restart breaks', async () => {
    await drawFleet()
    const restart = await find('button', 'Restart bigtable')
    expect(restart.title).toBe('Restart bigtable: the graph is lost, and is rebuilt')
  })

  it('repairs the worker from its row', async () => {
    await drawFleet()
    await press('button', 'Repair the worker')
    await says('Repairing the materialization worker')
  })

  it('offers the repair where a materialization has failed, and only there', async () => {
    const base = fakeBridge('genuine')
    const error = {
      code: 'MATERIALIZATION_FAILED',
      what: 'The materialization was skipped.',
      why: 'Another run holds its lease.',
      fix: 'Repair the worker.',
    } as const
    await drawFleet({
      ...base,
      call: (channel, input) =>
        channel === 'fleet.materialize'
          ? { answer: Promise.resolve({ ok: false, error }), cancel: () => undefined }
          : base.call(channel, input),
    })
    await press('button', 'Materialize')
    await says('The materialization was skipped.')
    const action = await eventually(() => document.querySelector('.toast-action') ?? undefined)
    if (action instanceof HTMLElement) action.click()
    await says('Repairing the materialization worker')
  })
})
