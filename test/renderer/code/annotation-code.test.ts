import { execFileSync } from 'node:child_process'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addCode,
  deleteCode,
  editCode,
  pythonBody,
  readCode,
} from '../../../src/renderer/code/annotation-code'
import { toPython } from '../../../src/renderer/code/python'
import { snapshotCode } from '../../../src/renderer/code/version-code'

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

  it('takes the digits of a 64-bit integer for a number, and of a text for a text', () => {
    const column = { editable: true, required: false } as const
    const columns = [
      { ...column, name: 'cell_id', kind: 'integer' },
      { ...column, name: 'tag', kind: 'text' },
    ] as const
    const typed = pythonBody(columns, { cell_id: '9007199254740993', tag: '12' })
    expect(addCode('t', typed)).toContain('{"cell_id": 9007199254740993, "tag": "12"}')
  })

  it('reads a version by its number', () => {
    expect(snapshotCode('t', 3)).toBe('client.materialize.query_table("t", materialization_version=3)')
  })
})

describe('a value in Python', () => {
  it('is written as Python has it', () => {
    expect(toPython([null, true, false, 1.5, 'a', { b: [] }])).toBe(
      '[None, True, False, 1.5, "a", {"b": []}]',
    )
  })

  it('has no character that a terminal or a line of source would take for something else', () => {
    const odd = 'a\u2028b\u0085c\u007fd\u202ee\ud800f\ufeff"\\\n\u0000\u001b[201~🧠'
    expect(toPython(odd)).toBe(
      String.raw`"a\u2028b\u0085c\u007fd\u202ee\ud800f\ufeff\"\\\n\u0000\u001b[201~🧠"`,
    )
    expect(toPython([9007199254740993n, Number.NaN, -Infinity])).toBe(
      '[9007199254740993, float("NaN"), float("-Infinity")]',
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
