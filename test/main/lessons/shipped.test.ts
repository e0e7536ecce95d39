import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readCheatsheet } from '../../../src/main/lessons/cheatsheet'
import { shippedLessons } from '../../support/shipped-lessons'

const resources = resolve(import.meta.dirname, '../../../resources')

test('the cheat-sheet has every command of the walk-through in its order, with the address put in', async () => {
  const { sections } = await readCheatsheet(resources, 'http://127.0.0.1:18350')
  const codes = sections.flatMap(({ commands }) => commands.map(({ code }) => code))
  const order = [
    'CAVEclient("fake_datastack", server_address="http://127.0.0.1:18350", auth_token="dummy", write_server_cache=False)',
    'get_datastacks()',
    'get_datastack_info()',
    'get_tables()',
    'schema_definition("bound_tag")',
    'get_annotation("my_cave_table", [1, 2])',
    'get_versions()',
    'query_table("my_cave_table")',
    'query_table("my_cave_table", materialization_version=1)',
    'live_query("my_cave_table", timestamp=datetime.datetime.now(datetime.timezone.utc))',
    'get_root_id(72127962782105600)',
    'get_roots([72127962782105600, 72127962782105601])',
    'update_annotation("my_cave_table", {"id": head,',
  ]
  expect(codes).toHaveLength(order.length)
  for (const [index, part] of order.entries()) expect(codes[index]).toContain(part)
  expect(JSON.stringify(sections)).not.toContain('{address}')
  const ids = sections.flatMap(({ commands }) => commands.map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
})

test('each shipped lesson is read, narrated in every step, and checks what it shows', async () => {
  const lessons = await shippedLessons()
  expect(lessons.map(({ id }) => id)).toEqual([
    'first-query',
    'proof',
    'edit-history',
    'cheat-sheet',
    'time-travel',
    'heal',
  ])
  for (const { id, steps } of lessons) {
    // One question is one step.
    expect(steps.length).toBeGreaterThanOrEqual(id === 'first-query' ? 1 : 3)
    for (const step of steps) {
      expect(step.say.length).toBeGreaterThan(100)
      expect(step.run.length).toBeGreaterThan(0)
      expect(step.expect.length).toBeGreaterThan(0)
      expect(step.view).toBeDefined()
    }
  }
})

test('the one that breaks something is for the genuine fleet alone, and says so', async () => {
  const heal = (await shippedLessons()).find(({ id }) => id === 'heal')
  expect(heal?.fleets).toEqual(['genuine'])
  expect(heal?.about).toMatch(/genuine/i)
  expect(heal?.steps.flatMap(({ run }) => run)).toContainEqual({ restart: 'bigtable' })
})

test('the tour has every command of the cheat-sheet, in its order and to the letter', async () => {
  const tour = (await shippedLessons()).find(({ id }) => id === 'cheat-sheet')
  const typed = (tour?.steps ?? []).flatMap(({ run }) => run)
  const { sections } = await readCheatsheet(resources, 'the address')
  // The first section connects: the lesson's session has done it.
  const commands = sections.slice(1).flatMap((section) => section.commands.map(({ code }) => code.trim()))
  expect(
    typed.flatMap((act) => (typeof act === 'string' && commands.includes(act.trim()) ? [act.trim()] : [])),
  ).toEqual(commands)
})

test('no lesson relies on the number of a version, but for the tour: there is a first one on every fleet', async () => {
  const lessons = (await shippedLessons()).filter(({ id }) => id !== 'cheat-sheet')
  expect(JSON.stringify(lessons.map(({ steps }) => steps.map(({ run }) => run)))).not.toMatch(
    /materialization_version=\d/,
  )
})
