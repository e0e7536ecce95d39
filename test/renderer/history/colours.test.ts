import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hues } from '../../../src/renderer/history/colours'

const css = readFileSync(resolve(import.meta.dirname, '../../../src/renderer/design/tokens.css'), 'utf8')

/** The tokens of a theme, by name; the dark one's stand over the light one's. */
const tokensOf = (theme: 'light' | 'dark'): ReadonlyMap<string, string> => {
  const [light = '', dark = ''] = css.split("[data-theme='dark']")
  const found = [...`${light}${theme === 'dark' ? dark : ''}`.matchAll(/--([\w-]+):\s*(#[\da-f]{3,6});/g)]
  return new Map(found.map(([, name = '', value = '']) => [name, value]))
}

const luminance = (hex: string): number => {
  const full = hex.length === 4 ? hex.replaceAll(/[\da-f]/g, '$&$&') : hex
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(full.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (one: string, other: string): number => {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

describe.each(['light', 'dark'] as const)('the colours of data in %s', (theme) => {
  const tokens = tokensOf(theme)
  const token = (name: string): string => {
    const found = tokens.get(name)
    if (found === undefined) throw new Error(`There is no token --${name}.`)
    return found
  }

  it.each(Array.from({ length: hues }, (_, hue) => hue + 1))('%i can be read on, strong and soft', (hue) => {
    expect(contrast(token(`data-${hue}`), token('on-data'))).toBeGreaterThanOrEqual(4.5)
    for (const text of ['text', 'on-data-soft'])
      expect(contrast(token(`data-${hue}-soft`), token(text))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(Array.from({ length: hues }, (_, hue) => hue + 1))('%i is told from the panel', (hue) => {
    expect(contrast(token(`data-${hue}`), token('panel'))).toBeGreaterThanOrEqual(3)
  })

  it('the names of versions and of the time cursor can be read', () => {
    expect(contrast(token('accent'), token('on-accent'))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(token('text'), token('panel'))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(token('mute'), token('panel'))).toBeGreaterThanOrEqual(4.5)
  })
})
