import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRoute, routeHash, viewNames } from '../../../src/renderer/views/route'

describe('addresses of views', () => {
  it('come back as they were made, whatever a table is called', () => {
    fc.assert(
      fc.property(fc.constantFrom(...viewNames), fc.string({ unit: 'grapheme' }), (view, subject) => {
        expect(parseRoute(routeHash(view, subject))).toEqual({ view, subject })
      }),
    )
  })

  it.each(['', '#', '#/', '#/segments', '#/services2', '#/__proto__', 'garbage'])(
    'that name no view open the first: %s',
    (hash) => {
      expect(parseRoute(hash)).toEqual({ view: 'services', subject: '' })
    },
  )

  it('take a hand-written name with slashes and a lone percent sign as it stands', () => {
    expect(parseRoute('#/annotations/50%_done/x')).toEqual({ view: 'annotations', subject: '50%_done/x' })
  })
})
