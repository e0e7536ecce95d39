import { afterEach, describe, expect, it, vi } from 'vitest'
import { connectBridge } from '../../../src/renderer/bridge/connect'

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('the way to the core', () => {
  it('is the preload’s bridge where there is one', () => {
    const realcave = { shell: 'electron' }
    vi.stubGlobal('window', { realcave })
    expect(connectBridge()).toBe(realcave)
  })

  it('is else a socket to the server that the page came from', () => {
    const addresses: string[] = []
    vi.stubGlobal('window', new EventTarget())
    vi.stubGlobal('document', new EventTarget())
    vi.stubGlobal('location', { origin: 'http://127.0.0.1:18311' })
    vi.stubGlobal(
      'WebSocket',
      class extends EventTarget {
        constructor(address: string) {
          super()
          addresses.push(address)
        }
      },
    )
    expect(connectBridge().shell).toBe('browser')
    expect(addresses).toEqual(['ws://127.0.0.1:18311/socket'])
  })
})
