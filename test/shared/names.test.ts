import { describe, expect, it } from 'vitest'
import { contract } from '../../src/shared/contract'
import { isCallName, isStreamName } from '../../src/shared/contract/names'

describe('the names that the preload knows', () => {
  it.each(Object.entries(contract))('%s is of the kind that the contract says', (name, channel) => {
    expect(isCallName(name)).toBe(channel.kind === 'call')
    expect(isStreamName(name)).toBe(channel.kind === 'stream')
  })

  it.each([undefined, null, 7, '', 'toString', '__proto__', 'fleet', 'fleet.up '])(
    '%s is no channel',
    (name) => {
      expect(isCallName(name)).toBe(false)
      expect(isStreamName(name)).toBe(false)
    },
  )
})
