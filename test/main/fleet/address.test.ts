import { expect, it } from 'vitest'
import { portOf } from '../../../src/main/fleet/address'

it.each([
  ['http://127.0.0.1:8080', 8080],
  ['http://127.0.0.1:80', 80],
  ['http://127.0.0.1', 80],
])('%s leads to port %i', (address, port) => {
  expect(portOf(address)).toBe(port)
})
