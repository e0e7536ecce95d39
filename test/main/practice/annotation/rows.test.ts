import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPracticeForTest, type PracticeForTest } from '../../../support/practice'
import { at, Cave, messageOf } from '../cave'

let fleet: PracticeForTest
let cave: Cave
beforeAll(async () => {
  fleet = await startPracticeForTest()
  cave = new Cave(fleet)
  await cave.createTable('t')
})
afterAll(() => fleet.stop())

const count = async (): Promise<unknown> => (await cave.ask('GET', `${cave.volume}/table/t/count`)).body

describe('annotations', () => {
  it('an insert answers 200 with the new ids in the order given', async () => {
    const answer = await cave.post('t', [
      { pt: at(600), tag: 'cell A' },
      { pt: at(900), tag: 'cell B' },
    ])
    expect([answer.status, answer.body]).toEqual([200, [1, 2]])
    expect(await cave.rows('t', [1, 2, 77])).toEqual([
      {
        id: 1,
        created: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/),
        deleted: 'None',
        superceded_id: null,
        valid: true,
        pt_position: [600, 100, 10],
        tag: 'cell A',
      },
      expect.objectContaining({ id: 2, tag: 'cell B' }),
    ])
  })

  it.each([
    'grün 細胞 🧠',
    `'; DROP TABLE t; --`,
    'a "quoted" \\ text',
    '{1,2}',
    'NULL',
    'line\nbreak\u2028',
    '',
  ])('the text %j comes back as it was', async (tag) => {
    const { body } = await cave.post('t', [{ pt: at(1), tag }])
    const [id] = Array.isArray(body) ? body : []
    expect(await cave.rows('t', [Number(id)])).toMatchObject([{ tag }])
  })

  it('ids of 64 bits are exact, in and out', async () => {
    const id = 2n ** 63n - 2n
    expect((await cave.post('t', [{ id, pt: at(1), tag: 'far' }])).body).toEqual([id])
    expect(await cave.rows('t', [id])).toMatchObject([{ id, tag: 'far' }])
    expect((await cave.put('t', [{ id, pt: at(1), tag: 'farther' }])).body).toHaveProperty(String(id))
    expect((await cave.remove('t', [id])).body).toEqual([id])
  })

  it('a batch is stored as a whole or not at all', async () => {
    const before = await count()
    const wrong = await cave.post('t', [
      { pt: at(1), tag: 'fine' },
      { pt: at(1), tag: 7 },
    ])
    expect(messageOf(wrong)).toBe("422 Unprocessable Entity: {'tag': ['Not a valid string.']}")
    const taken = await cave.post('t', [
      { pt: at(1), tag: 'fine' },
      { id: 1, pt: at(1), tag: 'taken' },
    ])
    expect(messageOf(taken)).toContain('404 Not Found: (PostgreSQL 23505) duplicate key')
    expect(await count()).toBe(before)
  })

  it('10,000 go in at once; one more is refused', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({
      pt: at(index % 2048),
      tag: `tag ${String(index % 9)}`,
    }))
    const before = Number(await count())
    const answer = await cave.post('t', many)
    expect(answer.body).toHaveLength(10_000)
    const tooMany = await cave.post('t', [...many, many[0]])
    expect(messageOf(tooMany)).toContain(
      '413 Request Entity Too Large: 10000 -> The insertion limit is 10000, 10001',
    )
    expect(await count()).toBe(before + 10_000)
  })

  it('positions are read as whole voxels, as the genuine service truncates them', async () => {
    const { body } = await cave.post('t', [{ pt: { position: [-1.5, 2.5, 2 ** 40] }, tag: 'x' }])
    const [id] = Array.isArray(body) ? body : []
    expect(await cave.rows('t', [Number(id)])).toMatchObject([{ pt_position: [-1, 2, 2 ** 40] }])
  })

  it.each([
    ['POST', '{', 'Failed to decode JSON object'],
    ['POST', '['.repeat(100_000), 'Failed to decode JSON object'],
    ['POST', '{"annotations": 5}', "Error parsing request body: {'annotations'"],
    ['POST', '[]', 'Error parsing request body'],
    ['POST', '{"annotations": ["x"]}', 'Error parsing request body'],
    ['PUT', '{}', 'Missing data for required field.'],
    ['DELETE', '{"annotation_ids": ["x"]}', 'Error parsing request body'],
    ['DELETE', '{"annotation_ids": [1.5]}', 'Error parsing request body'],
  ])('%s of %.30s is refused as a bad request', async (method, body, why) => {
    const answer = await cave.ask(method, `${cave.volume}/table/t/annotations`, body)
    expect(answer.status).toBe(500)
    expect(messageOf(answer)).toContain('400 Bad Request: ')
    expect(messageOf(answer)).toContain(why)
  })

  it.each(['nope', '%22%3B%20DROP%20TABLE%20t%3B--', 'analysisversion'])(
    '%s is no annotation table',
    async (table) => {
      const answer = await cave.ask('GET', `${cave.volume}/table/${table}/annotations?annotation_ids=1`)
      expect(messageOf(answer)).toBe("'NoneType' object is not subscriptable")
      const posted = await cave.ask('POST', `${cave.volume}/table/${table}/annotations`, { annotations: [] })
      expect(posted.status).toBe(500)
    },
  )

  it.each([
    ['', 'annotation_ids is required'],
    ['?annotation_ids=1,x', "invalid literal for int() with base 10: 'x'"],
  ])('the ids %j are refused', async (query, why) => {
    expect(messageOf(await cave.ask('GET', `${cave.volume}/table/t/annotations${query}`))).toContain(why)
  })

  it('ids beyond 64 bits are refused by the database, in its words', async () => {
    const answer = await cave.ask(
      'GET',
      `${cave.volume}/table/t/annotations?annotation_ids=9223372036854775808`,
    )
    expect(messageOf(answer)).toContain('out of range for type bigint')
  })
})
