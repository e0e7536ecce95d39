// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import { followFont, terminalFont } from '../../../src/renderer/terminal/font'

/** The page's fonts, of which none is there yet. */
class FakeFonts extends EventTarget {
  arrive = (): void => undefined
  refuse = (_why: Error): void => undefined
  load = (): Promise<void> =>
    new Promise((resolve, reject) => {
      this.arrive = resolve
      this.refuse = reject
    })
  comes(family: string): void {
    this.dispatchEvent(Object.assign(new Event('loadingdone'), { fontfaces: [{ family }] }))
  }
}

const follow = () => {
  const fonts = new FakeFonts()
  Object.defineProperty(document, 'fonts', { configurable: true, value: fonts })
  const options = { fontFamily: terminalFont }
  /** The name that each measuring had: xterm measures when it changes. */
  const measured: string[] = []
  const end = followFont(options, () => measured.push(options.fontFamily))
  return { fonts, measured, end }
}

afterEach(() => {
  Reflect.deleteProperty(document, 'fonts')
})

test('cells are measured again when the font is there, and under another name', async () => {
  const { fonts, measured } = follow()
  expect(measured).toEqual([])
  fonts.arrive()
  await expect.poll(() => measured.length).toBe(1)
  expect(measured).not.toContain(terminalFont)
})

test('and each time that more of its letters come, late or of another alphabet; other fonts change nothing', async () => {
  const { fonts, measured, end } = follow()
  fonts.refuse(new Error('The network changed.'))
  fonts.comes('Inter Variable')
  expect(measured).toEqual([])
  fonts.comes('"JetBrains Mono Variable"')
  fonts.comes('JetBrains Mono Variable')
  expect(measured).toHaveLength(2)
  expect(new Set(measured).size).toBe(2)
  end()
  fonts.comes('JetBrains Mono Variable')
  expect(measured).toHaveLength(2)
})
