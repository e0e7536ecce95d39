import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDispatcher } from '../../../src/main/api/dispatcher'
import { createHandlers } from '../../../src/main/api/handlers/all'
import { contract, isChannelName } from '../../../src/shared/contract'
import { envelopeOf } from './envelope'
import { fakeCore } from '../../main/api/fake-core'
import { leaksIn, planted } from './leaks'
import { polluted, wildInput } from './wild'

const dispatcher = createDispatcher(createHandlers(fakeCore()), () => undefined)
const names = Object.keys(contract).filter(isChannelName)
const calls = names.filter((name) => contract[name].kind === 'call')
const streams = names.filter((name) => contract[name].kind === 'stream')

beforeAll(() => {
  process.env['REALCAVE_PLANTED'] = planted
})
afterAll(() => {
  delete process.env['REALCAVE_PLANTED']
})

const tell = (answer: unknown): string =>
  JSON.stringify(answer, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)) ?? ''

describe('whatever a page sends', () => {
  test.each(calls)('to %s is answered, and tells nothing of the program', async (name) => {
    await fc.assert(
      fc.asyncProperty(wildInput(name), async (input) => {
        const answer = envelopeOf.parse(await dispatcher.call(name, input, AbortSignal.timeout(10_000)))
        expect(leaksIn(tell(answer))).toEqual([])
        expect(polluted()).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  test.each(streams)('to %s is answered, and its stream ends', async (name) => {
    await fc.assert(
      fc.asyncProperty(wildInput(name), async (input) => {
        const stop = new AbortController()
        for await (const item of dispatcher.stream(name, input, stop.signal)) {
          expect(leaksIn(tell(envelopeOf.parse(item)))).toEqual([])
          stop.abort()
        }
        expect(polluted()).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  test('as a name is refused', async () => {
    const name = fc.oneof(
      fc.anything(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'fleet.up\u0000', 'FLEET.UP'),
    )
    await fc.assert(
      fc.asyncProperty(name, async (name) => {
        fc.pre(!isChannelName(name))
        const answer = envelopeOf.parse(await dispatcher.call(name, undefined, AbortSignal.timeout(10_000)))
        expect(answer).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } })
        expect(leaksIn(tell(answer))).toEqual([])
      }),
      { numRuns: 120 },
    )
  })
})
