// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { emptyTable, readNewTable } from '../../../src/renderer/annotations/new-table'
import { NewTableDialog } from '../../../src/renderer/annotations/new-table-dialog'
import { good, manualBridge, refusal } from '../support/manual-bridge'
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
  [{ name: 'my-cells' }, 'name'],
  [{ schemaType: null }, 'schemaType'],
  [{ description: ' ' }, 'description'],
  [{ resolution: ['8', '', '40'] as const }, 'resolution'],
  [{ resolution: ['8', '0', '40'] as const }, 'resolution'],
])('%j is wrong at %s', (wrong, field) => {
  const reading = readNewTable({ ...typed, ...wrong })
  expect(reading.ok ? [] : Object.keys(reading.problems)).toEqual([field])
})

const known = { reserved: ['order', 'select'], tables: ['my_cave_table'], others: ['analysisversion'] }

it.each([
  ['x'.repeat(80), /It has 80 letters, and 40 is the most.*Choose a shorter one/],
  ['Cells', /capital letters.*Write "cells"/],
  ['Order', /capital letters.*“order” is a reserved word.*"order_1"/],
  ['1abc', /begins with a digit/],
  ['my cells', /A space is none of what CAVE takes/],
  ['my-cells', /“-” is none of what CAVE takes/],
  ['select', /reserved word of SQL.*"select_1"/],
  ['my_cave_table', /a table of this name already/],
  ['analysisversion', /one of CAVE’s or PostgreSQL’s own/],
])('the name %s has a reason of its own to be refused', (name, why) => {
  const reading = readNewTable({ ...typed, name }, known)
  expect(reading.ok ? '' : reading.problems.name).toMatch(why)
})

const open = async () => {
  const { bridge, calls } = manualBridge()
  await draw(bridge, <NewTableDialog onClose={() => undefined} />)
  const asked = (channel: string) => eventually(() => calls.find((call) => call.channel === channel))
  ;(await asked('schemas.list')).answer(good(['synapse', 'bound_tag', 'cell_type_local']))
  ;(await asked('tables.names')).answer(good(known))
  return { calls, asked }
}

const choose = async (schema: string): Promise<void> => {
  await press('combobox', 'Schema')
  await press('option', schema)
}

it('says what is wrong where it is, and shows the code as it is typed', async () => {
  const { calls, asked } = await open()
  await press('button', 'Make the table')
  await says('Choose a schema.')
  expect(calls.some(({ channel }) => channel === 'tables.create')).toBe(false)
  await type(await find('textbox', 'Name'), 'mine')
  await type(await find('textbox', 'Description'), 'what I "saw"')
  await choose('bound_tag')
  await says(
    'client.annotation.create_table("mine", "bound_tag", "what I \\"saw\\"", voxel_resolution=[8, 8, 40])',
  )
  await press('button', 'Make the table')
  expect((await asked('tables.create')).input).toEqual({
    name: 'mine',
    schemaType: 'bound_tag',
    description: 'what I "saw"',
    voxelResolution: [8, 8, 40],
  })
  expect(text()).not.toContain('Choose a schema.')
})

it('tells of a wrong name as it is left, and not before', async () => {
  await open()
  const name = await find('textbox', 'Name')
  name.focus()
  await type(name, 'select')
  expect(text()).not.toContain('is a reserved word of SQL')
  name.blur()
  await says('“select” is a reserved word of SQL')
  expect(name.getAttribute('aria-invalid')).toBe('true')
  await type(name, 'selected')
  expect(text()).not.toContain('is a reserved word of SQL')
})

it('a schema is found by what is typed', async () => {
  await open()
  await press('combobox', 'Schema')
  await find('option', 'synapse')
  expect(all('option').map((option) => option.textContent)).toEqual([
    'bound_tag',
    'cell_type_local',
    'synapse',
  ])
  const search = await eventually(
    () => document.querySelector<HTMLInputElement>('.select-search input') ?? undefined,
  )
  await type(search, 'type')
  await expect.poll(() => all('option').map((option) => option.textContent)).toEqual(['cell_type_local'])
  await type(search, 'zzz')
  await says('Nothing is called like this.')
  await type(search, 'syn')
  await expect.poll(() => all('option').map((option) => option.textContent)).toEqual(['synapse'])
  await press('option', 'synapse')
  await expect.poll(() => all('option')).toEqual([])
  expect((await find('combobox', 'Schema')).textContent).toContain('synapse')
})

const badInput = Object.assign(Object.create(null), {
  ok: false,
  error: { code: 'BAD_INPUT', what: 'It cannot be had.', why: 'Of its name.', fix: 'Choose another one.' },
})

it('the code stays where what failed was not the name', async () => {
  const { asked } = await open()
  await type(await find('textbox', 'Name'), 'mine')
  await type(await find('textbox', 'Description'), 'x')
  await choose('bound_tag')
  await press('button', 'Make the table')
  ;(await asked('tables.create')).answer(refusal('DATABASE_FAILED'))
  await says('DATABASE_FAILED happened.')
  await says('client.annotation.create_table("mine"')
})

it('no code is offered for a name that was refused, and the refusal goes with the next change', async () => {
  const { asked } = await open()
  const name = await find('textbox', 'Name')
  await type(name, 'mine')
  await type(await find('textbox', 'Description'), 'x')
  await choose('bound_tag')
  await says('client.annotation.create_table("mine"')
  await press('button', 'Make the table')
  ;(await asked('tables.create')).answer(badInput)
  await says('It cannot be had.')
  await says('No code for a name that was just refused')
  expect(text()).not.toContain('client.annotation.create_table')
  await type(name, 'mine_2')
  await says('client.annotation.create_table("mine_2"')
  expect(text()).not.toContain('It cannot be had.')
})
