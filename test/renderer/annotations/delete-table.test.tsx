// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { table, type Table } from '../../../src/shared/domain/annotation'
import { AnnotationsView } from '../../../src/renderer/annotations/annotations-view'
import { ToastList } from '../../../src/renderer/components/toast-list'
import { FleetWatch } from '../../../src/renderer/core/fleet-watch'
import { FleetActions } from '../../../src/renderer/fleet/fleet-actions'
import { Navigation } from '../../../src/renderer/shell/navigation'
import type { Bridge } from '../../../src/shared/bridge'
import type { Envelope } from '../../../src/shared/envelope'
import { useLast } from '../../../src/renderer/annotations/last-table'
import { fakeBridge } from '../fake/fake-bridge'
import { good, refusal } from '../support/manual-bridge'
import { all, draw, eventually, find, press, says, text } from '../support/page'

const made = (name: string, more: Partial<Table> = {}): Table =>
  table.parse({
    name,
    schemaType: 'bound_tag',
    description: '',
    liveRows: 7,
    allRows: 9,
    voxelResolution: [8, 8, 40],
    columns: [{ name: 'id', kind: 'id', editable: false, required: false }],
    ...more,
  })

/** The fake core, but for the tables and what becomes of a deletion. */
const stage = async (tables: Table[], subject: string) => {
  const bridge = fakeBridge('ready')
  const asked: { input: unknown; answer: (envelope: Envelope<never>) => void }[] = []
  let listed = tables
  const staged: Bridge = {
    ...bridge,
    call: (channel, input) => {
      if (channel === 'tables.list') return { answer: Promise.resolve(good(listed)), cancel: () => undefined }
      if (channel !== 'tables.delete') return bridge.call(channel, input)
      const answer = new Promise<Envelope<never>>((resolve) => asked.push({ input, answer: resolve }))
      return { answer, cancel: () => undefined }
    },
  }
  await draw(
    staged,
    <FleetActions>
      <FleetWatch />
      <Navigation current="annotations" />
      <AnnotationsView subject={subject} />
      <ToastList />
    </FleetActions>,
  )
  return {
    asked,
    list: (next: Table[]) => {
      listed = next
    },
    /** CAVE's rows changed: the list is read again. */
    tell: () =>
      bridge.call('annotations.add', {
        table: 'my_cave_table',
        annotations: [{ tag: 'x', pt: { position: [1, 2, 3] } }],
      }).answer,
  }
}

const names = (role: string): string[] =>
  all(role).map((each) => each.getAttribute('aria-label') ?? each.textContent ?? '')

const demo = made('my_cave_table')
const mine = made('mine')

beforeEach(() => {
  location.hash = '#/annotations/mine'
})

describe('deleting a table', () => {
  it('asks first, with what goes, what stays, and how caveclient’s own call differs, which is not run at a click', async () => {
    const { asked } = await stage([demo, mine], 'mine')
    await press('button', 'Delete table')
    await says(/9 rows with the whole history go, 7 of them live/)
    await says('Only a reset to a baseline that holds it brings it back')
    await says('CAVE itself answers no more queries of it')
    await says('This one does something else: it marks the table as deleted')
    await says('client.annotation.delete_table("mine")')
    const code = await find('group', 'Code that marks this table as deleted')
    const acts = [...code.querySelectorAll('button')].map((each) => each.getAttribute('aria-label'))
    expect(acts).toEqual(['Copy this code', 'Type it into the terminal'])
    expect(asked).toEqual([])
    await press('button', 'Delete the table')
    await expect.poll(() => asked.map(({ input }) => input)).toEqual([{ table: 'mine' }])
  })

  it('leaves the keyboard at the choice of a table, and whoever reads where they are', async () => {
    const { asked, list } = await stage([demo, mine], 'mine')
    ;(await find('button', 'Delete table')).focus()
    await press('button', 'Delete table')
    await press('button', 'Delete the table')
    const deletion = await eventually(() => asked[0])
    list([demo])
    location.hash = '#/versions'
    deletion.answer(good(undefined))
    await says('The table mine is deleted')
    await expect.poll(() => document.querySelector('.dialog')).toBeNull()
    expect((await find('combobox', 'Table')).textContent).toContain('my_cave_table')
    await expect.poll(() => document.activeElement?.getAttribute('aria-label')).toBe('Table')
    expect(location.hash).toBe('#/versions')
  })

  it('stays asked about while the list changes, and says there what failed then', async () => {
    const { asked, list, tell } = await stage([demo, mine], 'mine')
    await press('button', 'Delete table')
    await press('button', 'Delete the table')
    const deletion = await eventually(() => asked[0])
    list([demo])
    await tell()
    await expect
      .poll(() => document.querySelector('.annotations-body')?.textContent)
      .toContain('L5 pyramidal')
    deletion.answer(refusal('DATABASE_FAILED'))
    await says('DATABASE_FAILED happened.')
    expect(document.querySelector('.dialog .notice')).not.toBeNull()
  })

  it('tells of a failure beside, once nobody waits in front of it any more', async () => {
    const { asked } = await stage([demo, mine], 'mine')
    await press('button', 'Delete table')
    await press('button', 'Delete the table')
    const deletion = await eventually(() => asked[0])
    await press('button', 'Cancel')
    await expect.poll(() => document.querySelector('.dialog')).toBeNull()
    deletion.answer(refusal('DATABASE_FAILED'))
    await says('DATABASE_FAILED happened.')
  })

  it('is not offered for the demo’s', async () => {
    await stage([demo, mine], 'my_cave_table')
    await says('L5 pyramidal')
    expect(names('button')).not.toContain('Delete table')
  })
})

describe('a table that a client marked as deleted', () => {
  const marked = made('synapses_of_anna', { standing: 'marked' })

  it('is shown so, can be read and deleted, and is not written to', async () => {
    await stage([demo, marked], 'synapses_of_anna')
    await says('A client marked this table as deleted, which CAVE only notes')
    await says('100,000 rows')
    expect(names('button')).toContain('Delete table')
    expect(names('button')).toContain('Save as CSV')
    expect(names('button')).not.toContain('Add annotation')
    expect(names('button')).not.toContain('Add rows from CSV')
    await press('row', /^1/)
    await says('Lineage')
    expect(names('button')).not.toContain('Edit')
    await press('button', 'Delete table')
    await says(/9 rows with the whole history go/)
    expect(text()).not.toContain('client.annotation.delete_table')
  })

  it('is neither what Annotations begins with, nor counted', async () => {
    useLast.setState({ name: '' })
    await stage([marked, demo], '')
    await says('L5 pyramidal')
    expect((await find('combobox', 'Table')).textContent).toContain('my_cave_table')
    await expect.poll(() => document.querySelector('.nav-count[aria-label^="7 "]')).not.toBeNull()
  })
})

it('a table whose relation is gone says so, and its entry can be deleted', async () => {
  const { asked } = await stage(
    [demo, made('select', { standing: 'gone', liveRows: 0, allRows: 0 })],
    'select',
  )
  await says('it was dropped by hand')
  expect(names('button')).not.toContain('Add annotation')
  await press('button', 'Delete table')
  await says('Its entry is removed from CAVE’s list.')
  await press('button', 'Delete the table')
  await expect.poll(() => asked.map(({ input }) => input)).toEqual([{ table: 'select' }])
})
