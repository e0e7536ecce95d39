import { describe, expect, it } from 'vitest'
import { unlessAlready } from '../../../src/main/engine/already'
import { ask, carryOut } from '../../../src/main/engine/ask'
import { Turns } from '../../../src/main/engine/turns'

const never = new AbortController().signal

/** As dockerode fails. */
const said = (statusCode: number, message: string): Error =>
  Object.assign(new Error(`(HTTP code ${statusCode}) unexpected - ${message} `), {
    statusCode,
    json: { message },
  })
const system = (code: string): Error => Object.assign(new Error(code), { code })

describe.each([
  ['ask', ask],
  ['carryOut', carryOut],
] as const)('%s explains', (_, call) => {
  it.each([
    [system('ECONNREFUSED'), 'ENGINE_MISSING', 'went away'],
    [system('ECONNRESET'), 'ENGINE_MISSING', 'went away'],
    [system('ENOENT'), 'ENGINE_MISSING', 'went away'],
    [system('EACCES'), 'ENGINE_DENIED', 'may not use'],
    [said(404, 'No such container: x'), 'NOT_FOUND', 'No such container: x'],
    [said(404, 'No such image: redis:7'), 'IMAGES_MISSING', 'redis:7'],
    [said(500, 'write /x: no space left on device'), 'DISK_FULL', 'no space'],
    [said(500, 'something else'), 'ENGINE_FAILED', 'something else'],
    [new Error('no code at all'), 'ENGINE_FAILED', 'no code at all'],
  ])('%s', async (error, code, why) => {
    const asked = call('It could not be done.', never, () => Promise.reject(error))
    await expect(asked).rejects.toMatchObject({
      info: { code, what: 'It could not be done.', why: expect.stringContaining(why) },
    })
  })

  it('does not begin once it is cancelled', async () => {
    let begun = false
    const asked = call('It.', AbortSignal.abort(), () => {
      begun = true
      return Promise.resolve()
    })
    await expect(asked).rejects.toMatchObject({ info: { code: 'CANCELLED' } })
    expect(begun).toBe(false)
  })
})

it('an abort is answered at once by ask, and by carryOut when what was begun has ended', async () => {
  const controller = new AbortController()
  const order: string[] = []
  let end: () => void = () => undefined
  const work = () => new Promise<void>((resolve) => (end = resolve))
  const asked = ask('It.', controller.signal, () => new Promise(() => undefined)).catch(() =>
    order.push('ask'),
  )
  const carried = carryOut('It.', controller.signal, work).then(() => order.push('carryOut'))
  controller.abort()
  await asked
  order.push('ended')
  end()
  await carried
  expect(order).toEqual(['ask', 'ended', 'carryOut'])
})

it('nothing to do is no failure, anything else stays one', async () => {
  expect(await unlessAlready('so', Promise.reject(said(304, '')))).toBeUndefined()
  expect(await unlessAlready('gone', Promise.reject(said(404, 'No such container')))).toBeUndefined()
  const going = said(409, 'removal of container x is already in progress')
  expect(await unlessAlready('gone', Promise.reject(going))).toBeUndefined()
  await expect(unlessAlready('so', Promise.reject(said(404, 'No such container')))).rejects.toThrow('404')
  await expect(unlessAlready('gone', Promise.reject(said(409, 'volume is in use')))).rejects.toThrow('in use')
})

describe('turns', () => {
  it('come one at a time in order, whatever became of the one before', async () => {
    const turns = new Turns()
    const order: string[] = []
    const work = (name: string, fails = false) =>
      turns.take(never, async () => {
        order.push(`${name} begins`)
        await Promise.resolve()
        order.push(`${name} ends`)
        if (fails) throw new Error(name)
      })
    const results = await Promise.allSettled([work('a'), work('b', true), work('c')])
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  it('of those who have left do not begin', async () => {
    const turns = new Turns()
    const controller = new AbortController()
    let end: () => void = () => undefined
    const first = turns.take(never, () => new Promise<void>((resolve) => (end = resolve)))
    let begun = false
    const second = turns.take(controller.signal, () => {
      begun = true
      return Promise.resolve()
    })
    await Promise.resolve()
    controller.abort()
    end()
    await first
    await expect(second).rejects.toMatchObject({ info: { code: 'CANCELLED' } })
    expect(begun).toBe(false)
  })
})
