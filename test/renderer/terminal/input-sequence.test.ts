import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contract } from '../../../src/shared/contract'
import { inWrites } from '../../../src/renderer/terminal/input-sequence'

const session = '00000000-0000-4000-8000-000000000001'

describe('what is typed or pasted', () => {
  it('arrives whole, in writes that the contract takes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
        fc.nat(9000),
        (piece, times) => {
          const data = piece.repeat(times)
          const writes = inWrites(data)
          expect(writes.join('')).toBe(data)
          for (const write of writes)
            expect(contract['terminal.write'].input.safeParse({ session, data: write }).success).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('is never cut inside a character of two halves', () => {
    const [first = ''] = inWrites(`x${'😀'.repeat(40_000)}`)
    expect(first).toBe(new TextDecoder().decode(new TextEncoder().encode(first)))
  })

  it('is nothing when nothing was typed', () => {
    expect(inWrites('')).toEqual([])
  })
})
