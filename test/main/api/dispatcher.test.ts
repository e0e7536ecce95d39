import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDispatcher } from '../../../src/main/api/dispatcher'
import { createHandlers } from '../../../src/main/api/handlers/all'
import { contract } from '../../../src/shared/contract'
import type { Envelope } from '../../../src/shared/envelope'
import { Failure } from '../../../src/shared/errors'
import { fakeCore, statusOf, type Fakes } from './fake-core'

const dispatcherOver = (fakes: Fakes = {}) => {
  const complaints: string[] = []
  const dispatcher = createDispatcher(createHandlers(fakeCore(fakes)), (channel, problem) => {
    complaints.push(`${channel}: ${problem}`)
  })
  return { dispatcher, complaints }
}

const never = new AbortController().signal

const errorOf = (envelope: Envelope<unknown> | undefined) => {
  if (envelope === undefined || envelope.ok) throw new Error('An error was expected.')
  return envelope.error
}

const collect = async (items: AsyncIterable<Envelope<unknown>>): Promise<Envelope<unknown>[]> => {
  const found: Envelope<unknown>[] = []
  for await (const item of items) found.push(item)
  return found
}

describe('a call', () => {
  it('answers with the value of the handler, defaults of the input filled in', async () => {
    const asked: unknown[] = []
    const { dispatcher } = dispatcherOver({
      controller: {
        down: async (volumes) => {
          asked.push(volumes)
        },
      },
    })
    expect(await dispatcher.call('fleet.down', {}, never)).toEqual({ ok: true, value: undefined })
    expect(asked).toEqual([false])
  })

  it.each([
    ['fleet.nothing'],
    ['toString'],
    ['__proto__'],
    [''],
    [7],
    [null],
    [undefined],
    [{ toString: 0 }],
  ])('of the unknown name %j is refused', async (name) => {
    const { dispatcher } = dispatcherOver()
    expect(errorOf(await dispatcher.call(name, undefined, never)).code).toBe('BAD_INPUT')
  })

  it('of a stream, and a stream of a call, are refused', async () => {
    const { dispatcher } = dispatcherOver()
    expect(errorOf(await dispatcher.call('fleet.watch', undefined, never)).code).toBe('BAD_INPUT')
    const [first, ...others] = await collect(dispatcher.stream('fleet.up', undefined, never))
    expect(errorOf(first).code).toBe('BAD_INPUT')
    expect(others).toEqual([])
  })

  it('with wrong input names the field, what was wrong and the value, and does not reach the handler', async () => {
    let reached = false
    const { dispatcher } = dispatcherOver({
      data: {
        'annotations.page': async () => {
          reached = true
          return { columns: [], rows: [], total: 0 }
        },
      },
    })
    const input = { table: 't', limit: 5000, filters: [{ column: 'tag', operator: 'like', value: 'x' }] }
    const { code, why } = errorOf(await dispatcher.call('annotations.page', input, never))
    expect(code).toBe('BAD_INPUT')
    expect(why).toContain('limit')
    expect(why).toContain('(got 5000)')
    expect(why).toContain('filters[0].operator')
    expect(reached).toBe(false)
  })

  it('never repeats more of a value than a line, nor a value that is named like a secret', async () => {
    const { dispatcher } = dispatcherOver()
    const long = errorOf(
      await dispatcher.call('annotations.history', { table: 't', id: 'x'.repeat(5000) }, never),
    )
    expect(long.why.length).toBeLessThan(400)
    const secret = errorOf(
      await dispatcher.call(
        'annotations.add',
        { table: 'secret_table', annotations: 'p', password: 'hunter2', token: 'hunter2' },
        never,
      ),
    )
    expect(JSON.stringify(secret)).not.toContain('hunter2')
  })

  it('whose handler fails keeps the failure’s words', async () => {
    const info = {
      code: 'FLEET_DOWN',
      what: 'The fleet is down.',
      why: 'It was stopped.',
      fix: 'Start it.',
    } as const
    const { dispatcher, complaints } = dispatcherOver({
      controller: {
        materialize: async () => {
          throw new Failure(info)
        },
      },
    })
    expect(await dispatcher.call('fleet.materialize', undefined, never)).toEqual({ ok: false, error: info })
    expect(complaints).toEqual([])
  })

  it.each([[new TypeError('x is undefined')], ['a string'], [null]])(
    'whose handler throws %s is INTERNAL, and is complained of',
    async (thrown) => {
      const { dispatcher, complaints } = dispatcherOver({
        controller: {
          materialize: () => Promise.reject(thrown),
        },
      })
      expect(errorOf(await dispatcher.call('fleet.materialize', undefined, never)).code).toBe('INTERNAL')
      expect(complaints).toHaveLength(1)
    },
  )

  it('whose handler answers something else than promised is INTERNAL and names the field', async () => {
    const { dispatcher, complaints } = dispatcherOver({
      controller: { status: async () => statusOf(), up: async () => statusOf({ address: JSON.parse('7') }) },
    })
    const error = errorOf(await dispatcher.call('fleet.up', undefined, never))
    expect(error.code).toBe('INTERNAL')
    expect(error.why).toContain('address')
    expect(complaints).toHaveLength(1)
  })

  it('hands out no field that the contract does not have', async () => {
    const { dispatcher } = dispatcherOver({
      controller: { up: async () => ({ ...statusOf(), password: 'hunter2' }) },
    })
    expect(JSON.stringify(await dispatcher.call('fleet.up', undefined, never))).not.toContain('hunter2')
  })

  it('that was cancelled before it began is not begun', async () => {
    const { dispatcher } = dispatcherOver()
    expect(errorOf(await dispatcher.call('fleet.up', undefined, AbortSignal.abort())).code).toBe('CANCELLED')
  })

  it('and a stream answer any name and any input in envelopes, and never throw', async () => {
    const { dispatcher } = dispatcherOver()
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.constantFrom(...Object.keys(contract)), fc.anything()),
        fc.anything({ withBigInt: true, withDate: true, withMap: true }),
        async (name, input) => {
          const answer = await dispatcher.call(name, input, never)
          expect(typeof answer.ok).toBe('boolean')
          // Some streams end with their asker alone: what is chosen in a menu, what goes wrong.
          for (const item of await collect(dispatcher.stream(name, input, AbortSignal.timeout(50)))) {
            expect(typeof item.ok).toBe('boolean')
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('a stream', () => {
  it('carries items in their order and ends with its source', async () => {
    const { dispatcher } = dispatcherOver({
      controller: {
        async *watch() {
          yield statusOf({ phase: 'starting' })
          yield statusOf({ phase: 'ready' })
        },
      },
    })
    const items = await collect(dispatcher.stream('fleet.watch', undefined, never))
    expect(items.map((item) => item.ok && Reflect.get(Object(item.value), 'phase'))).toEqual([
      'starting',
      'ready',
    ])
  })

  it('whose source fails tells so as its last item', async () => {
    const { dispatcher } = dispatcherOver({
      controller: {
        async *watch() {
          yield statusOf()
          throw new Error('lost')
        },
      },
    })
    const items = await collect(dispatcher.stream('fleet.watch', undefined, never))
    expect(items.map((item) => item.ok)).toEqual([true, false])
  })

  it('ends at the signal although its source is silent, and the source is told', async () => {
    const controller = new AbortController()
    let told = false
    const { dispatcher } = dispatcherOver({
      controller: {
        async *watch(signal) {
          signal.addEventListener('abort', () => {
            told = true
          })
          yield statusOf()
          await new Promise(() => undefined)
        },
      },
    })
    const items: unknown[] = []
    for await (const item of dispatcher.stream('fleet.watch', undefined, controller.signal)) {
      items.push(item)
      controller.abort()
    }
    expect(items).toHaveLength(1)
    expect(told).toBe(true)
  })

  it('whose reader leaves gives its source back', async () => {
    let returned = false
    const { dispatcher } = dispatcherOver({
      controller: {
        async *watch() {
          try {
            for (;;) yield statusOf()
          } finally {
            returned = true
          }
        },
      },
    })
    for await (const item of dispatcher.stream('fleet.watch', undefined, never)) {
      expect(item.ok).toBe(true)
      break
    }
    await new Promise((resolve) => setImmediate(resolve))
    expect(returned).toBe(true)
  })
})
