import { describe, expect, it } from 'vitest'
import { nextChoice, resolveTheme } from '../../../src/renderer/design/theme'

describe('the theme', () => {
  it('follows the system until one is chosen', () => {
    expect(resolveTheme('system', true)).toBe('dark')
    expect(resolveTheme('system', false)).toBe('light')
    expect(resolveTheme('light', true)).toBe('light')
  })

  it.each([true, false])(
    'toggles to the other one and back to following, with the system dark: %s',
    (dark) => {
      const first = nextChoice('system', dark)
      expect(resolveTheme(first, dark)).not.toBe(resolveTheme('system', dark))
      expect(nextChoice(first, dark)).toBe('system')
    },
  )

  it('toggles what is seen, whatever was chosen before', () => {
    for (const choice of ['system', 'light', 'dark'] as const)
      for (const dark of [true, false])
        expect(resolveTheme(nextChoice(choice, dark), dark)).not.toBe(resolveTheme(choice, dark))
  })
})
