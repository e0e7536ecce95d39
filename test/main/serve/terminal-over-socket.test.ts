import { expect, it } from 'vitest'
import { createOutputFeed, windowLimit } from '../../../src/main/terminal/output-feed'
import { connect, serving } from './serving'

const session = '00000000-0000-4000-8000-000000000001'
const reader = '00000000-0000-4000-8000-00000000000a'

/** A program that prints without an end, but while it is made to wait. */
const endless = () => {
  const state = { paused: false }
  let printed = 0
  const feed = createOutputFeed({
    pause: () => (state.paused = true),
    resume: () => (state.paused = false),
  })
  const print = (): void => {
    for (let count = 0; count < 20 && !state.paused; count += 1) {
      feed.push('z'.repeat(10_000))
      printed += 10_000
    }
  }
  return { feed, print, printed: () => printed }
}

it('over a socket a terminal’s output waits for its screen: what is on its way and held for it is bounded', async () => {
  const { feed, print, printed } = endless()
  const printing = setInterval(print, 1)
  const socket = await connect(
    await serving({
      terminal: {
        async *'terminal.output'({ reader: name }, signal) {
          yield* feed.follow(signal, name)
        },
        async 'terminal.taken'({ reader: name, characters }) {
          feed.taken(name, characters)
        },
      },
    }),
  )
  let received = 0
  socket.on('message', (data: Buffer) => {
    const message: unknown = JSON.parse(data.toString())
    const text: unknown = Reflect.get(Object(Reflect.get(Object(message), 'envelope')), 'value')
    const output: unknown = Reflect.get(Object(text), 'data')
    if (typeof output === 'string') received += output.length
  })
  socket.send(JSON.stringify({ kind: 'open', id: 1, channel: 'terminal.output', input: { session, reader } }))
  await expect.poll(() => received).toBeGreaterThanOrEqual(windowLimit)
  const before = printed()
  // As many turns as would bring megabytes more.
  for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1))
  expect(received).toBeLessThanOrEqual(windowLimit + 32_768)
  expect(printed()).toBeLessThan(before + 1_000_000)
  expect(feed.held).toBeLessThan(2_000_000)

  let told = 0
  const drawing = setInterval(() => {
    const characters = received - told
    if (characters === 0) return
    told = received
    const input = { session, reader, characters }
    socket.send(JSON.stringify({ kind: 'call', id: 10 + told, channel: 'terminal.taken', input }))
  }, 1)
  await expect.poll(() => received, { timeout: 10_000 }).toBeGreaterThan(5_000_000)
  expect(feed.held).toBeLessThan(2_000_000)
  clearInterval(drawing)
  clearInterval(printing)
})
