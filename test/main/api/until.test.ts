import { describe, expect, it } from 'vitest'
import { until } from '../../../src/main/api/until'

const numbers = async function* (): AsyncGenerator<number> {
  for (let number = 1; ; number++) yield number
}

describe('until', () => {
  it('passes items on until the signal', async () => {
    const controller = new AbortController()
    const found: number[] = []
    for await (const number of until(numbers(), controller.signal)) {
      found.push(number)
      if (number === 3) controller.abort()
    }
    expect(found).toEqual([1, 2, 3])
  })

  it('takes nothing from a source when the signal came first', async () => {
    let asked = false
    const source = {
      [Symbol.asyncIterator]: () => ({
        next: async () => {
          asked = true
          return { done: true as const, value: undefined }
        },
      }),
    }
    for await (const item of until(source, AbortSignal.abort())) expect(item).toBe('never')
    expect(asked).toBe(false)
  })

  it('lets a failure of the source through', async () => {
    const failing = async function* (): AsyncGenerator<number> {
      yield 1
      throw new Error('broken')
    }
    const read = async (): Promise<void> => {
      for await (const item of until(failing(), new AbortController().signal)) expect(item).toBe(1)
    }
    await expect(read()).rejects.toThrow('broken')
  })

  it('leaves no listener on a signal that lives on', async () => {
    const controller = new AbortController()
    let listeners = 0
    const { signal } = controller
    const watched: AbortSignal = Object.assign(Object.create(signal), {
      addEventListener: () => {
        listeners += 1
      },
      removeEventListener: () => {
        listeners -= 1
      },
    })
    Object.defineProperty(watched, 'aborted', { get: () => signal.aborted })
    for await (const item of until(numbers(), watched)) if (item === 2) break
    expect(listeners).toBe(0)
  })
})
