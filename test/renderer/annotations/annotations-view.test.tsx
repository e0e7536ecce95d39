// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { Bridge } from '../../../src/shared/bridge'
import { AnnotationsView } from '../../../src/renderer/annotations/annotations-view'
import { FleetWatch } from '../../../src/renderer/core/fleet-watch'
import { FleetActions } from '../../../src/renderer/fleet/fleet-actions'
import { fakeBridge } from '../fake/fake-bridge'
import { good } from '../support/manual-bridge'
import { all, draw, find, leave, press, says, text, type } from '../support/page'

const drawTable = async (
  subject = 'my_cave_table',
  bridge: Bridge = fakeBridge('ready'),
): Promise<Bridge> => {
  await draw(
    bridge,
    <FleetActions>
      <FleetWatch />
      <AnnotationsView subject={subject} />
    </FleetActions>,
  )
  return bridge
}

const rowTexts = (): string[] =>
  all('row')
    .slice(1)
    .map((row) => row.textContent ?? '')

describe('the live table', () => {
  it('shows the live rows, and on demand every row that ever was', async () => {
    await drawTable()
    await says('L5 pyramidal')
    expect(rowTexts()).toHaveLength(2)
    await press('button', 'All rows')
    await says('axon tip')
    expect(rowTexts()).toHaveLength(5)
    expect(document.querySelectorAll('.rows-past')).toHaveLength(3)
  })

  it('draws what is in view of 100,000 rows, and tells assistive technology of all', async () => {
    await drawTable('synapses_of_anna')
    await says('100,000 rows')
    expect((await find('grid')).getAttribute('aria-rowcount')).toBe('100001')
    expect(rowTexts().length).toBeLessThan(60)
  })

  it('shows a row that another client added, marked as new', async () => {
    const bridge = await drawTable()
    await says('L5 pyramidal')
    const add = { table: 'my_cave_table', annotations: [{ tag: 'from Python', pt: { position: [1, 2, 3] } }] }
    await bridge.call('annotations.add', add).answer
    await says('from Python')
    await expect.poll(() => document.querySelector('.rows-fresh')?.textContent).toContain('from Python')
  })

  it('says why the code beside it leaves out rows that wait for a version, while there are some', async () => {
    const bridge = await drawTable()
    await says('L5 pyramidal')
    expect(text()).not.toContain('without it the query is refused')
    const tags = ['a', 'b', 'c', 'd', 'waits']
    await bridge.call('annotations.add', {
      table: 'my_cave_table',
      annotations: tags.map((tag) => ({ tag, pt: { position: [1, 2, 3] } })),
    }).answer
    await says(/allow_missing_lookups=True caveclient leaves them out.*A new version/)
    // Every row is read by its id, which needs no look-up.
    await press('button', 'All rows')
    await says('axon tip')
    expect(text()).not.toContain('without it the query is refused')
  })

  it('reads by their ids the rows of a table that the newest version does not hold, and says why', async () => {
    const fake = fakeBridge('ready')
    let held = ['another_table']
    const bridge: Bridge = {
      ...fake,
      call: (channel, input) => {
        if (channel !== 'versions.list') return fake.call(channel, input)
        const made = { status: 'AVAILABLE', valid: true, timeStamp: '2026-11-23T02:26:26Z', expiresOn: null }
        const tables = held.map((name) => ({ name, rows: 1 }))
        const versions = [
          { ...made, version: 1, tables: [{ name: 'my_cave_table', rows: 1 }], disk: null },
          { ...made, version: 2, tables, disk: null },
        ]
        return { answer: Promise.resolve(good(versions)), cancel: () => undefined }
      },
    }
    await drawTable('my_cave_table', bridge)
    await says('client.annotation.get_annotation("my_cave_table"')
    await says('The newest version does not hold this table yet')
    expect(text()).not.toContain('live_live_query')
    expect(text()).not.toContain('CSV in code')
    held = ['my_cave_table']
    await bridge.call('fleet.materialize', undefined).answer
    await says('client.materialize.live_live_query("my_cave_table"')
    await says('CSV in code')
  })

  it('is the one that was looked at last for whoever comes back from another view', async () => {
    await drawTable('synapses_of_anna')
    await says('100,000 rows')
    leave()
    await drawTable('')
    await says('100,000 rows')
  })

  it('sorts in the core, up, down and back', async () => {
    await drawTable()
    await press('button', 'tag')
    await says('cell B')
    expect(rowTexts()[0]).toContain('cell B')
    await press('button', 'tag')
    await expect.poll(() => rowTexts()[0]).toContain('L5 pyramidal')
  })

  it('filters as it is typed, and says when nothing matches', async () => {
    await drawTable()
    await type(await find('textbox', 'Value to filter by'), 'pyr')
    await says('1 row')
    expect(rowTexts()).toHaveLength(1)
    await type(await find('textbox', 'Value to filter by'), 'zzz')
    await says('No row matches')
  })

  it('says how the first row comes into an empty table', async () => {
    await drawTable('empty_table')
    await says('No rows')
  })

  it('asks for the fleet while there is none', async () => {
    await drawTable('my_cave_table', fakeBridge('down'))
    await says('Get the fleet ready to see and edit them')
  })
})

describe('one row', () => {
  const openRow = async (id: RegExp) => {
    await drawTable()
    await press('button', 'All rows')
    await says('axon tip')
    await press('row', id)
  }

  it('is shown with the whole lineage, its head told apart', async () => {
    await openRow(/^4L5/)
    await says('head of its lineage')
    expect(document.querySelectorAll('.lineage li')).toHaveLength(3)
    expect(document.querySelector('.lineage-now')?.textContent).toContain('L5 pyramidal')
  })

  it('that is superseded is edited at its head, and the reader is told', async () => {
    await openRow(/^1cell A/)
    await says('superseded; the head is row 4')
    await press('button', 'Edit')
    await says('Row 1 is superseded. The edit follows the lineage to its head: it edits row 4.')
    await says('client.annotation.update_annotation("my_cave_table", {"id": 4,')
    await type(await find('textbox', 'tag'), 'renamed')
    await press('button', 'Save as a new row')
    await says('Row 6')
    await expect.poll(() => rowTexts().some((row) => row.startsWith('6renamed'))).toBe(true)
  })

  it('that is deleted says that an edit brings it back', async () => {
    await openRow(/^5axon tip/)
    await press('button', 'Edit and bring back')
    await says('it comes back as a new live row')
  })

  it('is deleted only after a question that says what stays', async () => {
    await openRow(/^4L5/)
    await press('button', 'Delete')
    await says('versions that hold it keep it')
    await says('client.annotation.delete_annotation("my_cave_table", [4])')
    expect(document.querySelectorAll('.rows-past')).toHaveLength(3)
    await press('button', 'Delete the row')
    await expect.poll(() => document.querySelectorAll('.rows-past').length).toBe(4)
  })

  it('cannot be deleted when it is not live', async () => {
    await openRow(/^1cell A/)
    expect((await find('button', 'Delete')).hasAttribute('disabled')).toBe(true)
  })
})

describe('adding', () => {
  it('outside the segmentation is told, and is not refused', async () => {
    await drawTable()
    await press('button', 'Add annotation')
    await type(await find('textbox', 'pt_position x'), '-1')
    await says('The position lies outside the segmentation (x): no cell is there.')
    await type(await find('textbox', 'pt_position x'), '600')
    await expect.poll(text).not.toContain('lies outside the segmentation')
  })

  it('says which field is missing, and sends nothing', async () => {
    await drawTable()
    await press('button', 'Add annotation')
    await press('button', 'Add annotation')
    const [inDialog] = all('dialog')
    inDialog?.querySelector<HTMLElement>('.button-primary')?.click()
    await says('This field is required.')
    expect(text()).not.toContain('is added')
  })
})
