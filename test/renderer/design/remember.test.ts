// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { recall, remember } from '../../../src/renderer/design/remember'

const schema = z.object({ open: z.boolean() })
const otherwise = { open: true }

afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
})

describe('a preference', () => {
  it('is there again after a reload', () => {
    remember('dock', { open: false })
    expect(recall('dock', schema, otherwise)).toEqual({ open: false })
  })

  it.each(['', '{', '{"open":"yes"}', 'null', '[]'])('that is not understood counts as none: %s', (text) => {
    localStorage.setItem('realcave.dock', text)
    expect(recall('dock', schema, otherwise)).toEqual(otherwise)
  })

  it('may be refused by the browser without harm', () => {
    const denied = (): never => {
      throw new DOMException('denied', 'SecurityError')
    }
    vi.stubGlobal('localStorage', { getItem: denied, setItem: denied })
    expect(() => remember('dock', { open: false })).not.toThrow()
    expect(recall('dock', schema, otherwise)).toEqual(otherwise)
  })
})
