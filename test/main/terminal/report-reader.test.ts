import { array, assert, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createReportReader } from '../../../src/main/terminal/report-reader'
import type { Report } from '../../../src/main/terminal/report'

const nonce = '5d0c0a3e-0000-4000-8000-000000000000'
const cell: Report = { kind: 'cell', id: 3, ok: true, error: '', elapsed: 12 }
const sequence = (what: unknown, by = nonce, end = '\u0007'): string =>
  `\u001b]7717;${by};${Buffer.from(JSON.stringify(what)).toString('base64')}${end}`

const read = (...chunks: readonly string[]): { readonly shown: string; readonly told: readonly Report[] } => {
  const told: Report[] = []
  const reader = createReportReader(nonce, (report) => told.push(report))
  const shown = chunks.map((chunk) => reader.take(chunk)).join('')
  return { shown: shown + reader.rest(), told }
}

describe('reports in the output', () => {
  test('are told, and never shown', () => {
    expect(read(`before${sequence(cell)}after`)).toEqual({ shown: 'beforeafter', told: [cell] })
    expect(read(`a${sequence(cell, nonce, '\u001b\\')}b`)).toEqual({ shown: 'ab', told: [cell] })
  })

  test('that carry another nonce, or none, are dropped untold', () => {
    expect(read(`a${sequence(cell, 'guessed')}b\u001b]7717;\u0007c`)).toEqual({ shown: 'abc', told: [] })
  })

  test('that say nothing that is known are dropped untold', () => {
    expect(
      read(sequence({ kind: 'cell', id: 'x' }), `\u001b]7717;${nonce};%%%\u0007`, sequence(null)).told,
    ).toEqual([])
  })

  test('are found however the output is cut, and nothing else is changed', () => {
    const whole = `\u001b[31mred\u001b[0m${sequence({ kind: 'idle' })}\u001b]8;;http://x\u0007link${sequence(cell)}é🙂\u001b]0;t\u001b\\end`
    assert(
      property(array(integer({ min: 0, max: whole.length }), { maxLength: 6 }), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), whole.length]
        const chunks = places.slice(1).map((place, index) => whole.slice(places[index], place))
        expect(read(...chunks)).toEqual({
          shown: '\u001b[31mred\u001b[0m\u001b]8;;http://x\u0007linké🙂end',
          told: [{ kind: 'idle' }, cell],
        })
      }),
    )
  })

  test('are not swallowed by a sequence that was left open before them', () => {
    expect(read(`\u001b]52;c;never ended${sequence(cell)}`).told).toEqual([cell])
    expect(read(`\u001b]9;open\u001b[1m${sequence(cell)}`)).toEqual({
      shown: '\u001b]9;open\u001b[1m',
      told: [cell],
    })
  })
})

test('titles and texts for the clipboard are dropped; other commands go on', () => {
  expect(
    read('\u001b]0;t\u0007\u001b]2;t\u0007\u001b]52;c;c2VjcmV0\u0007a\u001b]8;;http://x\u0007').shown,
  ).toBe('a\u001b]8;;http://x\u0007')
})

test('a command that never ends is not held for ever', () => {
  const endless = `\u001b]9;${'x'.repeat(70_000)}`
  expect(read(endless, 'y').shown).toBe(`${endless}y`)
})

test('what is held back at the end of all output is shown', () => {
  expect(read('a\u001b').shown).toBe('a\u001b')
  expect(read('a\u001b]0;half').shown).toBe('a\u001b]0;half')
})
