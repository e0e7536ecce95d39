// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { setSpanStylesByObject, withStyleStandIns } from '../../../src/renderer/terminal/inline-styles'

/** What xterm does when it opens: a style element beside its rows, with text that changes with the theme. */
const made = (): HTMLElement => {
  let element = document.createElement('i')
  withStyleStandIns(() => {
    element = document.createElement('style')
  })
  document.body.append(element)
  return element
}

describe('styles under a strict policy', () => {
  it('write no style element, and feed a sheet of the document instead', () => {
    const before = document.adoptedStyleSheets.length
    const element = made()
    element.textContent = '.terminal-cell { color: red }'
    expect(element.tagName).not.toBe('STYLE')
    expect(document.querySelector('style')).toBeNull()
    expect(document.adoptedStyleSheets).toHaveLength(before + 1)
    expect(document.adoptedStyleSheets.at(-1)?.cssRules[0]?.cssText).toContain('.terminal-cell')
  })

  it('take the sheet away with the element', () => {
    const before = document.adoptedStyleSheets.length
    made().remove()
    expect(document.adoptedStyleSheets).toHaveLength(before)
  })

  it('leave the document as it was, even when opening fails', () => {
    const failing = (): void =>
      withStyleStandIns(() => {
        throw new Error('no canvas')
      })
    expect(failing).toThrow('no canvas')
    expect(Object.hasOwn(document, 'createElement')).toBe(false)
    expect(document.createElement('style').tagName).toBe('STYLE')
  })

  it('make every other element as ever', () => {
    withStyleStandIns(() => expect(document.createElement('div').tagName).toBe('DIV'))
  })

  it('set the style of a cell through its style object', () => {
    setSpanStylesByObject()
    const cell = document.createElement('span')
    const style = { cssText: '' }
    Object.defineProperty(cell, 'style', { value: style })
    cell.setAttribute('style', 'color: red;')
    cell.setAttribute('title', 'x')
    expect(style.cssText).toBe('color: red;')
    expect(cell.hasAttribute('style')).toBe(false)
    expect(cell.getAttribute('title')).toBe('x')
  })
})
