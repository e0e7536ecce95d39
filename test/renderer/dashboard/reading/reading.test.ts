import { describe, expect, it } from 'vitest'
import { afterLook, unread, type Reading } from '../../../../src/renderer/dashboard/reading/reading'
import type { ErrorInfo } from '../../../../src/shared/errors'

const error: ErrorInfo = {
  code: 'CAVE_UNREACHABLE',
  what: 'It was not read.',
  why: 'It is down.',
  fix: 'Start it.',
}
const good = (value: number) => ({ ok: true, value }) as const
const bad = { ok: false, error } as const
const after = (before: Reading<number>, ...outcomes: (ReturnType<typeof good> | typeof bad)[]) =>
  outcomes.reduce((reading, outcome, at) => afterLook(reading, outcome, at), before)

describe('what is shown after a look', () => {
  it('is what was read, and when', () => {
    expect(after(unread, good(7))).toEqual({ value: 7, at: 0, error: null, missed: 0 })
  })

  it('is the failure at once, where nothing was read before', () => {
    expect(after(unread, bad)).toMatchObject({ value: null, at: null, error })
  })

  it('is still the old value after one failure, and nothing is told', () => {
    expect(after(unread, good(7), bad)).toMatchObject({ value: 7, at: 0, error: null })
  })

  it('is the old value with the failure, once it fails twice in a row', () => {
    expect(after(unread, good(7), bad, bad)).toMatchObject({ value: 7, at: 0, error, missed: 2 })
  })

  it('is well again with the next good look, and one failure more counts from there', () => {
    expect(after(unread, good(7), bad, bad, good(8))).toEqual({ value: 8, at: 3, error: null, missed: 0 })
    expect(after(unread, good(7), bad, bad, good(8), bad)).toMatchObject({ value: 8, error: null })
  })
})
