import { beforeAll, expect, test } from 'vitest'
import { indexSql, tableColumns } from '../../../../src/main/practice/annotation/columns'
import { identifier, isTableName } from '../../../../src/main/practice/annotation/identifier'
import { loadSchemas, type Schemas } from '../../../../src/main/practice/schema/schemas'
import { resources } from '../../../support/practice'

let schemas: Schemas
beforeAll(async () => {
  schemas = await loadSchemas(resources)
})
const columns = (schema: string) => tableColumns(schemas, { schema_type: schema })
const names = (columns: readonly { readonly name: string }[]): readonly string[] =>
  columns.map((each) => each.name)

test('the tables of bound_tag have the recorded columns in the recorded order', () => {
  expect(names(columns('bound_tag').annotation)).toEqual([
    'id',
    'created',
    'deleted',
    'superceded_id',
    'valid',
    'pt_position',
    'tag',
  ])
  expect(names(columns('bound_tag').flat)).toEqual([
    'id',
    'valid',
    'pt_position',
    'pt_supervoxel_id',
    'pt_root_id',
    'tag',
  ])
  expect(names(columns('bound_tag').segmentation)).toEqual(['pt_supervoxel_id', 'pt_root_id'])
})

test('an unbound point has a position alone', () => {
  const synapse = names(columns('synapse').flat)
  expect(synapse).toContain('ctr_pt_position')
  expect(synapse).not.toContain('ctr_pt_root_id')
})

test('every schema of the catalogue names each column once', () => {
  const twice = schemas.names().filter((schema) => {
    const all = names(columns(schema).flat)
    return new Set(all).size !== all.length
  })
  expect(twice).toEqual([])
})

test('indexes have the recorded names', () => {
  const sql = indexSql('my_cave_table', columns('bound_tag').flat).join('\n')
  expect(sql).toContain('"idx_my_cave_table_pt_position"')
  expect(sql).toContain('"ix_my_cave_table_pt_root_id"')
})

test.each([
  ['my_cave_table', true],
  ['_x1', true],
  ['1x', false],
  ['Bad', false],
  ['a b', false],
  ['a";drop table x', false],
  ['a\n', false],
  ['', false],
])('%j may name a table: %s', (name, expected) => {
  expect(isTableName(name)).toBe(expected)
})

test('a quoted name is never syntax', () => {
  expect(identifier('a"; drop table b; --')).toBe('"a""; drop table b; --"')
})
