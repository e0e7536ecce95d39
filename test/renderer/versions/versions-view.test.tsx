// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { FleetWatch } from '../../../src/renderer/core/fleet-watch'
import { FleetActions } from '../../../src/renderer/fleet/fleet-actions'
import { VersionsView } from '../../../src/renderer/versions/versions-view'
import { fakeBridge } from '../fake/fake-bridge'
import { fakeStatus } from '../fake/fake-fleet'
import { good, manualBridge, refusal } from '../support/manual-bridge'
import { all, draw, eventually, find, press, says } from '../support/page'

const drawVersions = (subject = '', bridge = fakeBridge('ready')) =>
  draw(
    bridge,
    <FleetActions>
      <FleetWatch />
      <VersionsView subject={subject} />
    </FleetActions>,
  )

describe('versions', () => {
  it('stand newest first with rows, expiry and disk, and say that nothing removes them', async () => {
    await drawVersions()
    await says('Nothing removes versions here')
    await says('3 versions, 49 MB on disk')
    const items = [...document.querySelectorAll('.version')].map((item) => item.textContent ?? '')
    expect(items.map((item) => /v\d/.exec(item)?.[0])).toEqual(['v3', 'v2', 'v1'])
    expect(items[0]).toContain('Available')
    expect(items[0]).toContain('Expires')
  })

  it('open with the rows that they froze, and the code that asks for them', async () => {
    await drawVersions('2')
    await says('client.materialize.query_table("my_cave_table", materialization_version=2)')
    await find('grid', 'Version 2: my_cave_table')
  })

  it('are compared with the one before, cell by cell', async () => {
    await drawVersions('3')
    await press('button', 'Compare')
    await says('1 added')
    await says('1 removed')
    await says('1 changed')
    const changed = document.querySelector('.row-changed')
    expect(changed?.querySelector('del')?.textContent).toContain('pyramidal')
    expect(changed?.querySelector('ins')?.textContent).toContain('L5 pyramidal')
    expect(changed?.textContent).toContain('3 → 4')
  })

  it('that appear are shown without being asked for', async () => {
    const bridge = fakeBridge('ready')
    await drawVersions('', bridge)
    await says('3 versions')
    await bridge.call('fleet.materialize', undefined).answer
    await says('4 versions')
  })

  it('are deleted only when some are chosen, and by number', async () => {
    await drawVersions()
    await press('button', 'Delete versions…')
    expect((await find('button', 'Delete')).hasAttribute('disabled')).toBe(true)
    const [newest] = all('checkbox')
    if (newest instanceof HTMLElement) newest.click()
    await says('Versions that go: 3.')
    await press('button', 'Delete 1 version')
    await says('2 versions')
  })

  it('ask for the fleet while there is none', async () => {
    await drawVersions('', fakeBridge('down'))
    await says('Get the fleet ready to open them')
  })

  it('that cannot be read say why, and are read again on demand', async () => {
    const { bridge, calls, streams } = manualBridge()
    const asked = () => calls.filter(({ channel }) => channel === 'versions.list')
    await drawVersions('', bridge)
    const watch = await eventually(() => streams.find(({ channel }) => channel === 'fleet.watch'))
    watch.item(good(fakeStatus('ready')))
    const first = await eventually(() => asked()[0])
    first.answer(refusal('DATABASE_FAILED'))
    await find('alert', /DATABASE_FAILED happened/)
    await press('button', 'Read again')
    const second = await eventually(() => asked()[1])
    second.answer(good([]))
    await says('No version')
  })
})
