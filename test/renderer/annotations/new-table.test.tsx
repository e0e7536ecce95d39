// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { emptyTable, readNewTable } from '../../../src/renderer/annotations/new-table'
import { NewTableDialog } from '../../../src/renderer/annotations/new-table-dialog'
import { good, manualBridge } from '../support/manual-bridge'
import { all, draw, eventually, find, press, says, text, type } from '../support/page'

const typed = { ...emptyTable, name: ' cells_of_anna ', schemaType: 'bound_tag', description: 'Mine' }

it('a new table is read as it was typed', () => {
  expect(readNewTable(typed)).toEqual({
    ok: true,
    table: {
      name: 'cells_of_anna',
      schemaType: 'bound_tag',
      description: 'Mine',
      voxelResolution: [8, 8, 40],
    },
  })
})

it.each([
  [{ name: 'Cells' }, 'name'],
  [{ name: '2cells' }, 'name'],
  [{ name: `a${'b'.repeat(40)}` }, 'name'],
  [{ schemaType: null }, 'schemaType'],
  [{ description: ' ' }, 'description'],
  [{ resolution: ['8', '', '40'] as const }, 'resolution'],
  [{ resolution: ['8', '0', '40'] as const }, 'resolution'],
])('%j is wrong at %s', (wrong, field) => {
  const reading = readNewTable({ ...typed, ...wrong })
  expect(reading.ok ? [] : Object.keys(reading.problems)).toEqual([field])
})

it('says what is wrong where it is, and shows the code as it is typed', async () => {
  const { bridge, calls } = manualBridge()
  await draw(bridge, <NewTableDialog onClose={() => undefined} />)
  const schemas = await eventually(() => calls.find(({ channel }) => channel === 'schemas.list'))
  schemas.answer(good(['synapse', 'bound_tag', 'cell_type_local']))
  await press('button', 'Make the table')
  await says('Choose a schema.')
  expect(calls.some(({ channel }) => channel === 'tables.create')).toBe(false)
  await type(await find('textbox', 'Name'), 'mine')
  await type(await find('textbox', 'Description'), 'what I "saw"')
  await press('combobox', 'Schema')
  await find('option', 'synapse')
  expect(all('option').map((option) => option.textContent)).toEqual([
    'bound_tag',
    'cell_type_local',
    'synapse',
  ])
  await press('option', 'bound_tag')
  await says(
    'client.annotation.create_table("mine", "bound_tag", "what I \\"saw\\"", voxel_resolution=[8, 8, 40])',
  )
  await press('button', 'Make the table')
  const asked = await eventually(() => calls.find(({ channel }) => channel === 'tables.create'))
  expect(asked.input).toEqual({
    name: 'mine',
    schemaType: 'bound_tag',
    description: 'what I "saw"',
    voxelResolution: [8, 8, 40],
  })
  expect(text()).not.toContain('Choose a schema.')
})
