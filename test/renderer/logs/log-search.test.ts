import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findLines, markMatches, patternOf } from '../../../src/renderer/logs/log-search'
import { fakeLine } from '../fake/fake-fleet'

const pattern = (search: string): RegExp => {
  const found = patternOf(search)
  if (!(found instanceof RegExp)) throw new Error(`${search} is no pattern`)
  return found
}

describe('searching a log', () => {
  it('takes plain text as it is: brackets and dots are no expression', () => {
    const marked = markMatches('a[0].b', pattern('[0].')).find(({ found }) => found)
    expect(marked?.text).toBe('[0].')
  })

  it('takes /…/ as an expression, without regard to case', () => {
    const parts = markMatches('Live: 2, live: 3', pattern(String.raw`/live: \d/`))
    expect(parts.filter(({ found }) => found).map(({ text }) => text)).toEqual(['Live: 2', 'live: 3'])
  })

  it('says when an expression is none yet, and searches a lone path as text', () => {
    expect(patternOf('/(/')).toBe('bad')
    expect(patternOf('')).toBeNull()
    expect(markMatches('GET /info/version', pattern('/info')).some(({ found }) => found)).toBe(true)
  })

  it('never loses or adds a character of a line', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1, maxLength: 4 }), (text, search) => {
        const found = patternOf(search)
        fc.pre(found !== 'bad')
        const parts = markMatches(text, found)
        expect(parts.map((part) => part.text).join('')).toBe(text)
        expect(new Set(parts.map(({ from }) => from)).size).toBe(parts.length)
      }),
    )
  })

  it('ends with an expression that matches the empty text', () => {
    expect(markMatches('abc', pattern('/x*/')).map(({ text }) => text)).toEqual(['abc'])
  })

  it('finds each matching line once, in its order, however often it is asked', () => {
    const lines = Array.from({ length: 10 }, (_, index) => fakeLine('mat', index))
    const search = pattern('Live')
    expect(findLines(lines, 'debug', search)).toEqual(findLines(lines, 'debug', search))
    expect(findLines(lines, 'debug', search)).toHaveLength(2)
  })

  it('shows a level and what is graver', () => {
    const lines = Array.from({ length: 40 }, (_, index) => fakeLine('mat', index))
    expect(new Set(findLines(lines, 'warning', null).map(({ level }) => level))).toEqual(
      new Set(['warning', 'error']),
    )
    expect(findLines(lines, 'debug', null)).toBe(lines)
  })
})
