import { expect, it } from 'vitest'
import { addressHere } from '../../../src/renderer/dashboard/address'

it('is the page’s own port, by number even where the page was opened by name', () => {
  expect(addressHere(new URL('http://localhost:8191/'))).toBe('http://127.0.0.1:8191')
  expect(addressHere(new URL('http://127.0.0.1:8080/'))).toBe('http://127.0.0.1:8080')
})

it('leaves HTTP’s own port out', () => {
  expect(addressHere(new URL('http://127.0.0.1/'))).toBe('http://127.0.0.1')
})
