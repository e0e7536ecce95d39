// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { ariaKeys, keysInWords, withKeys } from '../../../src/renderer/shortcuts/key-names'
import { nothingRead, patience, readStroke } from '../../../src/renderer/shortcuts/read-strokes'
import { mayTake, strokeOf } from '../../../src/renderer/shortcuts/strokes'

const press = (key: string, held: Partial<KeyboardEvent> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  ...held,
})

describe('a stroke', () => {
  it('is the key, or the key with Control or, on a Mac, Command', () => {
    expect(strokeOf(press('?'), false)).toBe('?')
    expect(strokeOf(press('K', { ctrlKey: true }), false)).toBe('mod+k')
    expect(strokeOf(press('k', { metaKey: true }), true)).toBe('mod+k')
  })

  it('is none with other keys held, in the midst of composing, or of a key without a sign', () => {
    expect(strokeOf(press('k', { metaKey: true }), false)).toBeNull()
    expect(strokeOf(press('k', { ctrlKey: true }), true)).toBeNull()
    expect(strokeOf(press('g', { altKey: true }), false)).toBeNull()
    expect(strokeOf(press('g', { isComposing: true }), false)).toBeNull()
    expect(strokeOf(press('Enter'), false)).toBeNull()
    expect(strokeOf(press(' '), false)).toBeNull()
  })
})

describe('where strokes are taken', () => {
  const place = (html: string): Element => {
    document.body.innerHTML = html
    const found = document.querySelector('[data-here]')
    if (found === null) throw new Error('no place')
    return found
  }

  it('never from the terminal, but for Command, which Python cannot get', () => {
    const terminal = place('<div class="xterm"><textarea data-here></textarea></div>')
    expect(mayTake('mod+k', terminal, false)).toBe(false)
    expect(mayTake('?', terminal, false)).toBe(false)
    expect(mayTake('g', terminal, true)).toBe(false)
    expect(mayTake('mod+k', terminal, true)).toBe(true)
  })

  it.each(['<input data-here>', '<textarea data-here></textarea>', '<div role="combobox" data-here></div>'])(
    'in %s only with mod',
    (html) => {
      expect(mayTake('?', place(html), false)).toBe(false)
      expect(mayTake('mod+k', place(html), false)).toBe(true)
    },
  )

  it.each(['dialog', 'menu', 'listbox'])('not at all in a %s', (role) => {
    const inside = place(`<div role="${role}"><button data-here></button></div>`)
    expect(mayTake('?', inside, false)).toBe(false)
    expect(mayTake('mod+k', inside, false)).toBe(false)
  })

  it('everywhere else', () => {
    expect(mayTake('?', place('<button data-here></button>'), false)).toBe(true)
    expect(mayTake('g', null, false)).toBe(true)
  })
})

describe('strokes one after the other', () => {
  const bindings = new Map([
    ['g a', 'annotations'],
    ['g g', 'segmentation'],
    ['?', 'shortcuts'],
  ])
  const g = { stroke: 'g', at: 10 }

  it('ask for a command with the second', () => {
    expect(readStroke(bindings, null, 'g', 10)).toEqual({ begun: g, command: null })
    expect(readStroke(bindings, g, 'a', 600)).toEqual({ begun: null, command: 'annotations' })
    expect(readStroke(bindings, g, 'g', 600)).toEqual({ begun: null, command: 'segmentation' })
  })

  it('begin anew with one that is of no sequence', () => {
    expect(readStroke(bindings, g, '?', 600)).toEqual({ begun: null, command: 'shortcuts' })
    expect(readStroke(bindings, g, 'x', 600)).toEqual(nothingRead)
    expect(readStroke(bindings, null, 'a', 600)).toEqual(nothingRead)
  })

  it('are none when the second is long in coming', () => {
    expect(readStroke(bindings, g, 'a', g.at + patience).command).toBe('annotations')
    expect(readStroke(bindings, g, 'a', g.at + patience + 1)).toEqual(nothingRead)
    const anew = { stroke: 'g', at: g.at + patience + 1 }
    expect(readStroke(bindings, g, 'g', anew.at)).toEqual({ begun: anew, command: null })
  })
})

it('keys are told as they stand on the keyboard', () => {
  expect(keysInWords('mod+k', false)).toBe('Ctrl+K')
  expect(keysInWords('mod+k', true)).toBe('⌘ K')
  expect(keysInWords('g a', false)).toBe('G then A')
  expect(withKeys('Annotations', 'g a', false)).toBe('Annotations (G then A)')
  expect(withKeys('Annotations', undefined, false)).toBe('Annotations')
  expect(ariaKeys('mod+k', false)).toBe('Control+K')
  expect(ariaKeys('mod+,', true)).toBe('Meta+,')
  expect(ariaKeys('?', false)).toBe('?')
  expect(ariaKeys('g a', false)).toBeUndefined()
})
