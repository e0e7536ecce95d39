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

  it('are compared kind by kind, in the columns that changed, and the other way round', async () => {
    await drawVersions('3')
    await press('button', 'Compare')
    await says('Version 2 to 3')
    await press('button', /1 changed/)
    await eventually(() => (document.querySelector('.row-added') === null ? true : undefined))
    expect(document.querySelectorAll('.diff-row')).toHaveLength(1)
    const heads = () => all('columnheader').map((head) => head.textContent)
    expect(heads()).toContain('pt_root_id')
    const [narrow] = all('checkbox')
    if (narrow instanceof HTMLElement) narrow.click()
    await eventually(() => (heads().includes('pt_root_id') ? undefined : true))
    expect(heads()).toEqual(['change', 'id', 'tag'])
    await press('button', 'The other way round')
    await says('Version 3 to 2')
    await says('before, after = rows_of(3), rows_of(2)')
  })

  it('that cannot be opened say why', async () => {
    const { bridge, streams, calls } = manualBridge()
    await drawVersions('7', bridge)
    const watch = await eventually(() => streams.find(({ channel }) => channel === 'fleet.watch'))
    watch.item(good(fakeStatus('ready')))
    const list = await eventually(() => calls.find(({ channel }) => channel === 'versions.list'))
    const dead = { timeStamp: '2026-11-23T02:26:26Z', valid: false, expiresOn: null, tables: [], disk: null }
    list.answer(
      good([
        { ...dead, version: 6, status: 'FAILED' },
        { ...dead, version: 7, status: 'RUNNING' },
      ]),
    )
    await says('This snapshot is not there yet')
    location.hash = ''
    await press('button', 'Delete versions…')
    // The newest may be in the making, for which the whole deletion would be refused.
    await press('button', 'Those that cannot be opened')
    await find('button', 'Delete 1 version')
    await says('Versions that go: 6.')
    const boxes = all('checkbox').map((box) => box.hasAttribute('disabled'))
    expect(boxes).toEqual([true, false])
  })

  it('that are chosen as all but the newest leave out one that is being made', async () => {
    const { bridge, streams, calls } = manualBridge()
    await drawVersions('', bridge)
    const watch = await eventually(() => streams.find(({ channel }) => channel === 'fleet.watch'))
    watch.item(good(fakeStatus('ready')))
    const list = await eventually(() => calls.find(({ channel }) => channel === 'versions.list'))
    const there = { timeStamp: '2026-11-23T02:26:26Z', expiresOn: null, tables: [], disk: null }
    list.answer(
      good([
        { ...there, version: 1, status: 'AVAILABLE', valid: true },
        { ...there, version: 2, status: 'RUNNING', valid: false },
        { ...there, version: 3, status: 'AVAILABLE', valid: true },
        { ...there, version: 4, status: 'RUNNING', valid: false },
      ]),
    )
    await press('button', 'Delete versions…')
    await press('button', 'All but the newest')
    await says('Versions that go: 1, 2.')
  })

  it('that appear are shown without being asked for', async () => {
    const bridge = fakeBridge('ready')
    await drawVersions('', bridge)
    await says('3 versions')
    await bridge.call('fleet.materialize', undefined).answer
    await says('4 versions')
  })

  it('that are being made tell how far they are, with and without a number', async () => {
    const { bridge, streams, calls } = manualBridge()
    await drawVersions('1', bridge)
    const watch = await eventually(() => streams.find(({ channel }) => channel === 'fleet.watch'))
    const job = { kind: 'materialize', title: 'Materialize', progress: 0.6, startedAt: '' } as const
    watch.item(good({ ...fakeStatus('ready'), job: { ...job, stage: 'Copying the database' } }))
    const version = { version: 1, status: 'AVAILABLE', valid: true, expiresOn: null, tables: [], disk: 1 }
    const timeStamp = '2026-11-23T02:26:26Z'
    const list = await eventually(() => calls.find(({ channel }) => channel === 'versions.list'))
    list.answer(good([{ ...version, timeStamp }]))
    await says('A new version')
    await says('Copying the database')
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

  it('stand in the question as they were asked for while they go', async () => {
    const { bridge, streams, calls } = manualBridge()
    await drawVersions('', bridge)
    const watch = await eventually(() => streams.find(({ channel }) => channel === 'fleet.watch'))
    watch.item(good(fakeStatus('ready')))
    const there = { status: 'AVAILABLE', valid: true, timeStamp: '2026-11-23T02:26:26Z', expiresOn: null }
    const rest = { ...there, tables: [], disk: null }
    const lists = () => calls.filter(({ channel }) => channel === 'versions.list')
    const list = await eventually(() => lists()[0])
    list.answer(
      good([
        { ...rest, version: 1 },
        { ...rest, version: 2 },
      ]),
    )
    await press('button', 'Delete versions…')
    await press('button', 'All but the newest')
    await press('button', 'Delete 1 version')
    const changes = await eventually(() => streams.find(({ channel }) => channel === 'data.changes'))
    changes.item(good({ tables: [], everything: false, versions: true }))
    const again = await eventually(() => lists()[1])
    again.answer(good([{ ...rest, version: 2 }]))
    await says('Timeline1 version')
    expect(all('checkbox')).toHaveLength(2)
    expect(document.querySelector('fieldset.delete-versions')?.hasAttribute('disabled')).toBe(true)
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
