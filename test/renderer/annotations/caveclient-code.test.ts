import { execFileSync } from 'node:child_process'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addCode,
  deleteCode,
  editCode,
  queryCode,
  readCode,
} from '../../../src/renderer/annotations/caveclient-code'
import { toPython } from '../../../src/renderer/annotations/python'

const body = { pt: { position: [600, 100, 10] }, tag: 'L5 "pyramidal"' }

describe('the code beside an action', () => {
  it('adds', () => {
    expect(addCode('my_cave_table', body)).toBe(
      'client.annotation.post_annotation("my_cave_table", [{"pt": {"position": [600, 100, 10]}, "tag": "L5 \\"pyramidal\\""}])',
    )
  })

  it('edits the head, with the id inside the body', () => {
    expect(editCode('t', '4', { tag: 'x' })).toBe(
      'client.annotation.update_annotation("t", {"id": 4, "tag": "x"})',
    )
    expect(editCode('t', '4', {})).toBe('client.annotation.update_annotation("t", {"id": 4})')
  })

  it('writes ids as numbers with every digit', () => {
    expect(deleteCode('t', ['9007199254740993'])).toBe(
      'client.annotation.delete_annotation("t", [9007199254740993])',
    )
    expect(readCode('t', ['1', '3', '4'])).toBe('client.annotation.get_annotation("t", [1, 3, 4])')
  })

  it('asks live_live_query, which shows edits as live_query does not', () => {
    const code = queryCode({ table: 't', filters: [{ column: 'tag', operator: 'equals', value: "O'Brien" }] })
    expect(code).toContain('client.materialize.live_live_query("t", timestamp=')
    expect(code).toContain('filter_equal_dict={"t": {"tag": "O\'Brien"}}')
  })
})

describe('a value in Python', () => {
  it('is written as Python has it', () => {
    expect(toPython([null, true, false, 1.5, 'a', { b: [] }])).toBe(
      '[None, True, False, 1.5, "a", {"b": []}]',
    )
  })

  it('is read by Python as the same value, whatever it holds', () => {
    const values = fc.sample(fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' }), 60)
    const script =
      'import ast,json,sys\nprint(json.dumps([ast.literal_eval(line) for line in json.load(sys.stdin)]))'
    const read = execFileSync('python3', ['-c', script], {
      input: JSON.stringify(values.map(toPython)),
      encoding: 'utf8',
    })
    expect(JSON.parse(read)).toEqual(JSON.parse(JSON.stringify(values)))
  })
})
