import { expect, test } from 'vitest'
import { meaningOf, type Focus } from '../../../src/renderer/presenter/keys'

const press = (key: string, focus: Focus = 'stage', held: object = {}) =>
  meaningOf({ key, ctrlKey: false, altKey: false, metaKey: false, ...held }, focus)

test.each(['stage', 'view', 'terminal'] as const)(
  'a clicker leads from wherever the keyboard is: %s',
  (focus) => {
    expect(press('PageDown', focus)).toEqual({ wish: { kind: 'next' } })
    expect(press('PageUp', focus)).toEqual({ wish: { kind: 'back' } })
    // Its start key would reload the page.
    expect(press('F5', focus)).toEqual({ handling: 'nothing' })
  },
)

test.each([' ', 'ArrowRight', 'ArrowLeft', 'b', '.', 'r', '3', 'Enter', 'Home', 'Escape', 'x'])(
  'what somebody types into Python is Python’s: %j',
  (key) => {
    expect(press(key, 'terminal')).toBeNull()
    expect(press(key, 'view')).toBeNull()
    expect(press(key)).not.toBeNull()
  },
)

test('a key with another one held is the browser’s', () => {
  expect(press('r', 'stage', { ctrlKey: true })).toBeNull()
  expect(press('PageDown', 'terminal', { ctrlKey: true })).toBeNull()
  expect(press('ArrowLeft', 'stage', { altKey: true })).toBeNull()
})

test('digits are the number of a step', () => {
  expect(press('7')).toEqual({ wish: { kind: 'digit', digit: '7' } })
})
