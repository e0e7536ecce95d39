import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPanelAddress, pageAddress } from '../../../src/main/app/page'
import { checkSender } from '../../../src/main/app/sender'
import { Failure } from '../../../src/shared/errors'

const foreign = [
  'https://example.org/',
  'http://127.0.0.1:8080/',
  'file:///etc/passwd',
  'realcave://other/',
  'realcave://panel.example.org/',
  'realcave://user@panel.evil/',
  'about:blank',
  'data:text/html,x',
  'devtools://devtools/bundled/inspector.html',
  '',
  'realcave:',
]

describe('the panel’s own address', () => {
  it.each([pageAddress, `${pageAddress}#/versions`, `${pageAddress}assets/index.js?x=1`])(
    '%s is',
    (address) => {
      expect(isPanelAddress(address)).toBe(true)
    },
  )

  it.each(foreign)('%s is not', (address) => {
    expect(isPanelAddress(address)).toBe(false)
  })

  it('is decided without an exception for any text', () => {
    const anyText = fc.property(fc.string(), (text) => typeof isPanelAddress(text) === 'boolean')
    expect(fc.check(anyText).failed).toBe(false)
  })
})

describe('a message', () => {
  it('is heard from the main frame of the panel’s page', () => {
    expect(() => checkSender({ senderFrame: { url: pageAddress, parent: null } })).not.toThrow()
  })

  it('is refused from a frame inside it', () => {
    expect(() => checkSender({ senderFrame: { url: pageAddress, parent: {} } })).toThrow(Failure)
  })

  it('is refused from a frame that is gone', () => {
    expect(() => checkSender({ senderFrame: null })).toThrow(/gone/)
  })

  it.each(foreign)('is refused from %s', (url) => {
    expect(() => checkSender({ senderFrame: { url, parent: null } })).toThrow(Failure)
  })
})
