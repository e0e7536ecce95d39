// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { FleetWatch } from '../../../src/renderer/core/fleet-watch'
import { FleetActions } from '../../../src/renderer/fleet/fleet-actions'
import { HistoryView } from '../../../src/renderer/history/history-view'
import type { Bridge } from '../../../src/shared/bridge'
import { fakeBridge } from '../fake/fake-bridge'
import { fakeStatus } from '../fake/fake-fleet'
import { good, manualBridge, refusal } from '../support/manual-bridge'
import { all, draw, eventually, find, press, says, settle, text, type } from '../support/page'

const drawHistory = (subject = '', bridge: Bridge = fakeBridge('ready')) =>
  draw(
    bridge,
    <FleetActions>
      <FleetWatch />
      <HistoryView subject={subject} />
    </FleetActions>,
  )

const slider = () => find('slider', 'Time cursor')

/** Presses keys on the map, one after the other. */
const keys = async (...pressed: readonly string[]): Promise<void> => {
  const map = await slider()
  for (const key of pressed) {
    map.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    await settle()
  }
}

/** What the grid of that name holds, row by row. */
const cells = async (name: string): Promise<string[][]> => {
  const grid = await find('grid', name)
  return [...grid.querySelectorAll('[role=row]:not(.sheet-head)')].map((row) =>
    [...row.querySelectorAll('[role=gridcell]')].map((cell) => cell.textContent ?? ''),
  )
}
const world = 'The world at the time cursor'

describe('the history map', () => {
  it('opens at now: the live table, reconstructed, with the code that asks for it', async () => {
    await drawHistory('my_cave_table')
    await says('The world now: the live table, reconstructed from created and deleted.')
    await says('3 lineages, 5 rows')
    await says('client.materialize.live_live_query("my_cave_table", timestamp=datetime.datetime.now(')
    await expect
      .poll(async () => (await cells(world)).map(([id, tag]) => [id, tag]))
      .toEqual([
        ['2', 'cell B'],
        ['4', 'L5 pyramidal'],
      ])
    expect((await slider()).getAttribute('aria-valuetext')).toBe('now, 2 live rows')
  })

  it('brings the other cells of the rows in view', async () => {
    await drawHistory('my_cave_table')
    await expect
      .poll(async () => (await cells(world)).map((row) => row[2]))
      .toEqual(['900, 100, 10', '600, 100, 10'])
  })

  it('stands exactly on a version by a key: its snapshot, its roots, and what became of each row since', async () => {
    await drawHistory('my_cave_table')
    await keys('PageUp')
    await says(/exactly version 3, frozen, read from its snapshot/)
    await says('client.materialize.query_table("my_cave_table", materialization_version=3)')
    await find('columnheader', 'pt_root_id')
    expect((await slider()).getAttribute('aria-valuetext')).toMatch(/version 3, 2 live rows$/)
  })

  it('follows the cursor from event to event, and says of each row what became of it', async () => {
    await drawHistory('my_cave_table')
    await keys('PageUp', 'PageUp', 'ArrowRight')
    await says(/The world at .*: reconstructed from created and deleted/)
    await expect
      .poll(async () => (await cells(world)).map((row) => [row[0], row[1], row.at(-1)]))
      .toEqual([
        ['2', 'cell B', 'unchanged'],
        ['3', 'pyramidal', 'now L5 pyramidal'],
      ])
    await keys('Home', 'End')
    await says('The world now')
  })

  it('opens the details of a row from the map by keys, and closes them', async () => {
    await drawHistory('my_cave_table')
    await keys('ArrowDown')
    const details = await find('complementary', 'Row 4')
    await expect.poll(() => details.textContent).toMatch(/edited from row 3, live now/)
    expect(details.textContent).toContain('1 → 3 → 4')
    await expect.poll(() => details.textContent).toContain('600, 100, 10')
    expect(details.textContent).toContain('client.annotation.get_annotation("my_cave_table", [1, 3, 4])')
    await keys('Escape')
    await expect.poll(() => all('complementary')).toEqual([])
  })

  it('tells every row in words, lane by lane, as a list', async () => {
    await drawHistory('my_cave_table')
    await press('button', 'List')
    await expect.poll(() => cells('Every row, lane by lane')).toHaveLength(5)
    const rows = await cells('Every row, lane by lane')
    expect(rows.map((row) => [row[0], row[1], row[2], row.at(-1)])).toEqual([
      ['1', 'cell A', 'added, superseded by row 3', '1 → 3 → 4'],
      ['3', 'pyramidal', 'edited from row 1, superseded by row 4', '1 → 3 → 4'],
      ['4', 'L5 pyramidal', 'edited from row 3, live now', '1 → 3 → 4'],
      ['2', 'cell B', 'added, live now', '2'],
      ['5', 'axon tip', 'added, deleted', '5'],
    ])
  })

  it('shows only what is asked for: by value, by id, edited, deleted', async () => {
    await drawHistory('my_cave_table')
    await press('button', 'List')
    const shown = async () => (await cells('Every row, lane by lane')).map(([id]) => id)
    await press('button', 'Edited')
    await expect.poll(shown).toEqual(['1', '3', '4'])
    await says('1 of 3 lineages')
    await press('button', 'Deleted')
    await expect.poll(shown).toEqual(['5'])
    await press('button', 'All')
    await type(await find('textbox', /Show lineages/), 'cell b')
    await expect.poll(shown).toEqual(['2'])
    await type(await find('textbox', /Show lineages/), 'nobody')
    await says('No lineage matches')
    await press('button', 'Map')
    await press('button', 'Clear the filter')
    await says('3 lineages, 5 rows')
  })

  it('splits a block as an edit is made anywhere, without being asked', async () => {
    const bridge = fakeBridge('ready')
    await drawHistory('my_cave_table', bridge)
    await says('3 lineages, 5 rows')
    await bridge.call('annotations.edit', { table: 'my_cave_table', id: '2', fields: { tag: 'interneuron' } })
      .answer
    await says('3 lineages, 6 rows')
    await expect
      .poll(async () => (await cells(world)).map(([id, tag]) => [id, tag]))
      .toEqual([
        ['4', 'L5 pyramidal'],
        ['6', 'interneuron'],
      ])
  })

  it('shows another column in the blocks on demand', async () => {
    await drawHistory('my_cave_table')
    await press('combobox', 'Value shown in the blocks')
    await press('option', 'pt_position')
    await press('button', 'List')
    await expect.poll(async () => (await cells('Every row, lane by lane'))[0]?.[1]).toBe('600, 100, 10')
  })
})

describe('what a live_query answers', () => {
  const pairs = (): (string | null)[][] =>
    [...document.querySelectorAll('.compare-row')].map((row) =>
      [...row.querySelectorAll('[role=cell]')].map((cell) => cell.textContent),
    )

  it('is shown beside the live table, with what differs in words and the code for each', async () => {
    await drawHistory('my_cave_table')
    await press('button', 'Live table | live_query')
    await says('The rows of version 3, without later edits.')
    await expect.poll(pairs).toEqual([
      ['4', 'L5 pyramidal', '3', 'pyramidal', 'edited since'],
      ['2', 'cell B', '2', 'cell B', 'same'],
    ])
    await says('1 row differs')
    await says('Edits included; 1 row not looked up is left out.')
    expect(text()).toContain('client.materialize.live_query("my_cave_table", timestamp=at)')
    expect(text()).toContain(
      'client.materialize.live_live_query("my_cave_table", timestamp=at, allow_missing_lookups=True)',
    )
    const [only] = all('checkbox')
    if (only instanceof HTMLElement) only.click()
    await expect.poll(pairs).toHaveLength(1)
  })

  it('is on a version that version itself', async () => {
    await drawHistory('my_cave_table')
    await press('button', 'Live table | live_query')
    await keys('PageUp')
    await says('Exactly version 3: its own rows.')
    await says('no row differs')
    // A live_live_query at that very moment is refused.
    await says('client.materialize.query_table("my_cave_table", materialization_version=3)')
    expect(text()).not.toContain('live_live_query(')
  })

  it('is a refusal before the first version, told as caveclient tells it', async () => {
    const bridge = fakeBridge('ready')
    await bridge.call('versions.delete', { versions: [1, 2] }).answer
    await drawHistory('my_cave_table', bridge)
    await press('button', 'Live table | live_query')
    await keys('Home')
    await says('not recent enough for the materialization versions')
  })

  it('without any version says what makes one', async () => {
    const bridge = fakeBridge('ready')
    await bridge.call('versions.delete', { versions: [1, 2, 3] }).answer
    await drawHistory('my_cave_table', bridge)
    await press('button', 'Live table | live_query')
    await says('No version yet')
    await find('button', 'Materialize')
  })
})

describe('where there is nothing to draw', () => {
  it('a table without rows says what brings the first', async () => {
    await drawHistory('empty_table')
    await says('No rows yet')
    await press('button', 'Open Annotations')
    expect(location.hash).toBe('#/annotations/empty_table')
    location.hash = ''
  })

  it('a fleet that is down is started with one button', async () => {
    await drawHistory('', fakeBridge('down'))
    await says('Get the fleet ready to see it')
    await find('button', 'Get demo-ready')
  })

  /** A panel over a core that the test plays: its questions so far, and the first of a name. */
  const played = async () => {
    const manual = manualBridge()
    await drawHistory('', manual.bridge)
    const watch = await eventually(() => manual.streams.find(({ channel }) => channel === 'fleet.watch'))
    watch.item(good(fakeStatus('ready')))
    const asked = (channel: string, turn = 0) =>
      eventually(() => manual.calls.filter((call) => call.channel === channel)[turn])
    return { asked }
  }
  const table = {
    name: 't',
    schemaType: 'bound_tag',
    description: '',
    liveRows: 1,
    allRows: 1,
    voxelResolution: [8, 8, 40],
    columns: [{ name: 'tag', kind: 'text', editable: true, required: true }],
  }

  it('no table says how one comes to be', async () => {
    const { asked } = await played()
    ;(await asked('tables.list')).answer(good([]))
    await says('No table yet')
  })

  it('a history that cannot be read says why, and is read again on demand', async () => {
    const { asked } = await played()
    ;(await asked('tables.list')).answer(good([table]))
    ;(await asked('versions.list')).answer(good([]))
    ;(await asked('history.rows')).answer(refusal('DATABASE_FAILED'))
    await find('alert', /DATABASE_FAILED happened/)
    await press('button', 'Read again')
    const again = await asked('history.rows', 1)
    again.answer(
      good({
        column: 'tag',
        ids: ['1'],
        created: [1_700_000_000_000_000],
        deleted: [null],
        supersededBy: [null],
        valid: [true],
        values: ['cell A'],
        more: false,
      }),
    )
    await says('1 lineage, 1 row')
  })

  it('a history of many parts is read to its end, the next part from where the last ended', async () => {
    const { asked } = await played()
    ;(await asked('tables.list')).answer(good([table]))
    ;(await asked('versions.list')).answer(good([]))
    const part = (ids: readonly number[], more: boolean) =>
      good({
        column: 'tag',
        ids: ids.map(String),
        created: ids.map((id) => 1_700_000_000_000_000 + id),
        deleted: ids.map(() => null),
        supersededBy: ids.map(() => null),
        valid: ids.map(() => true),
        values: ids.map((id) => `cell ${id}`),
        more,
      })
    ;(await asked('history.rows')).answer(part([9, 8, 7], true))
    const second = await asked('history.rows', 1)
    expect(second.input).toEqual({ table: 't', column: null, before: '7' })
    second.answer(part([6], false))
    await says('4 lineages, 4 rows')
  })
})
