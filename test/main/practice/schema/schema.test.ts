import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { schemaService } from '../../../../src/main/practice/schema/service'
import { loadSchemas, type Schemas } from '../../../../src/main/practice/schema/schemas'
import { resources } from '../../../support/practice'

let schemas: Schemas

beforeAll(async () => {
  schemas = await loadSchemas(resources)
})

const ask = async (path: string, method = 'GET'): Promise<{ status: number; body: unknown }> => {
  const answer = await schemaService({ schemas }).request(path, { method })
  return { status: answer.status, body: await answer.json() }
}

test('lists the 57 types of emannotationschemas 5.26.3 in their order', async () => {
  const { body } = await ask('/schema/api/v2/type')
  expect(body).toHaveLength(57)
  expect(body).toEqual(expect.arrayContaining(['synapse', 'bound_tag', 'cell_match_reference']))
})

test('gives the definition of bound_tag as recorded', async () => {
  expect((await ask('/schema/api/v2/type/bound_tag')).body).toEqual({
    $schema: 'http://json-schema.org/draft-07/schema#',
    definitions: {
      BoundSpatialPoint: {
        properties: {
          position: { type: 'array' },
          root_id: { type: 'integer' },
          supervoxel_id: { type: 'integer' },
        },
        required: ['position'],
        type: 'object',
        additionalProperties: false,
      },
      BoundTagAnnotation: {
        properties: {
          pt: {
            type: 'object',
            $ref: '#/definitions/BoundSpatialPoint',
            description: 'Location associated with the tag',
          },
          tag: { title: 'tag', type: 'string', description: 'Arbitrary text tag' },
          valid: {
            title: 'valid',
            type: ['boolean', 'null'],
            default: false,
            description: 'is this annotation valid',
          },
        },
        required: ['pt', 'tag'],
        type: 'object',
        additionalProperties: true,
      },
    },
    $ref: '#/definitions/BoundTagAnnotation',
  })
})

test('every type has a definition and fields that agree with it', () => {
  for (const name of schemas.names()) {
    const text = JSON.stringify(schemas.definition(name))
    const fields = schemas.fields(name) ?? []
    expect({ name, fields: fields.length }).not.toEqual({ name, fields: 0 })
    expect(fields.filter((field) => !text.includes(`"${field.name}"`))).toEqual([])
  }
})

test('fields come in the order of the columns, with their kinds', () => {
  expect(schemas.fields('bound_tag')?.map(({ name, kind, required }) => [name, kind, required])).toEqual([
    ['valid', 'boolean', false],
    ['pt', 'bound-point', true],
    ['tag', 'text', true],
  ])
  const kinds = new Map(schemas.fields('synapse')?.map(({ name, kind }) => [name, kind]))
  expect(kinds.get('pre_pt')).toBe('bound-point')
  expect(kinds.get('ctr_pt')).toBe('point')
  expect(schemas.fields('cell_type_reference')?.find(({ name }) => name === 'target_id')).toMatchObject({
    kind: 'reference',
    column: 'bigint',
    indexed: true,
  })
  expect(schemas.fields('bound_tag_user')?.find(({ name }) => name === 'user_id')?.automatic).toBe(true)
  expect(schemas.fields('bouton_shape')?.at(-1)?.choices).toEqual(['pancake', 'basmati', 'potato'])
})

test('several definitions at once, and all', async () => {
  const two = await ask('/schema/api/v2/types?schema_names=bound_tag,synapse', 'POST')
  expect(Object.keys(Object(two.body))).toEqual(['bound_tag', 'synapse'])
  expect(Object.keys(Object((await ask('/schema/api/v2/types_all')).body))).toHaveLength(57)
  expect((await ask('/schema/api/v2/types?schema_names=bound_tag,nope', 'POST')).status).toBe(404)
})

test('an unknown type is refused in the recorded words', async () => {
  expect(await ask('/schema/api/v2/type/no_such')).toEqual({
    status: 404,
    body: {
      message:
        'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again. You have requested this URI [/schema/api/v2/type/no_such] but did you mean /schema/api/v2/types or /schema/api/v2/type/<string:annotation_type> or /schema/api/v2/type ?',
    },
  })
})

test('names of JavaScript itself are no types', async () => {
  for (const name of ['__proto__', 'constructor', 'toString'])
    expect((await ask(`/schema/api/v2/type/${name}`)).status).toBe(404)
})

test('missing data say which file', async () => {
  await expect(loadSchemas(join(resources, 'nowhere'))).rejects.toMatchObject({
    info: { code: 'INTERNAL', why: expect.stringContaining('emannotationschemas.json') },
  })
})
