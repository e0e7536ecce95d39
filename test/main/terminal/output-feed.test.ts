import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  clearScreen,
  createOutputFeed,
  windowLimit,
  type OutputFeed,
} from '../../../src/main/terminal/output-feed'
import { createScrollback } from '../../../src/main/terminal/scrollback'

const source = () => {
  const calls: string[] = []
  return { calls, pause: () => void calls.push('pause'), resume: () => void calls.push('resume') }
}

const halved = (text: string): boolean => /\p{Surrogate}/u.test(text)

/** Everything that a follower gets until the feed ends. */
const collect = async (feed: OutputFeed): Promise<readonly string[]> => {
  const got: string[] = []
  for await (const event of feed.follow(new AbortController().signal)) {
    got.push(event.kind === 'output' ? event.data : `[exit ${String(event.code)}]`)
  }
  return got
}

describe('the output of a session', () => {
  test('arrives whole and in order, however it was cut, in pieces of at most 32 k and no half character', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 50 }), { maxLength: 30 }),
        fc.integer({ min: 0, max: 3 }),
        async (parts, big) => {
          const feed = createOutputFeed(source())
          const all = [...parts, '🧠'.repeat(big * 17_000)]
          const got = collect(feed)
          await Promise.resolve()
          for (const part of all) feed.push(part)
          feed.end()
          const pieces = await got
          expect(pieces.join('')).toBe(all.join(''))
          for (const piece of pieces) {
            expect(piece.length).toBeLessThanOrEqual(32_768)
            expect(halved(piece)).toBe(false)
          }
        },
      ),
      { numRuns: 30 },
    )
  })

  test('is batched: a burst of small writes is few messages', async () => {
    const feed = createOutputFeed(source())
    const got = collect(feed)
    await Promise.resolve()
    for (let count = 0; count < 5_000; count += 1) feed.push('x')
    feed.end()
    expect((await got).length).toBeLessThan(5)
  })

  test('is replayed to a late follower, with the exit', async () => {
    const feed = createOutputFeed(source())
    feed.push('early')
    feed.exit(3)
    feed.end()
    expect(await collect(feed)).toEqual(['early', '[exit 3]'])
  })

  test('after a restart starts with an empty screen', async () => {
    const feed = createOutputFeed(source())
    const got = collect(feed)
    await Promise.resolve()
    feed.push('old')
    feed.exit(0)
    feed.restart()
    feed.push('new')
    feed.end()
    expect((await got).join('')).toBe(`${clearScreen}new`)
    expect(await collect(feed)).toEqual(['new'])
  })

  test('pauses the process when its only reader lags, and goes on when that has caught up', async () => {
    const { calls, ...valve } = source()
    const feed = createOutputFeed(valve)
    const stop = new AbortController()
    const reading = feed.follow(stop.signal)[Symbol.asyncIterator]()
    feed.push('first')
    await reading.next()
    for (let count = 0; count < 9; count += 1) feed.push('x'.repeat(32_768))
    expect(calls).toEqual(['pause'])
    for (let count = 0; count < 8; count += 1) await reading.next()
    expect(calls).toEqual(['pause', 'resume'])
    stop.abort()
    await reading.return?.()
  })

  test('goes on when a lagging reader leaves, and with no reader at all', async () => {
    const { calls, ...valve } = source()
    const feed = createOutputFeed(valve)
    const stop = new AbortController()
    const reading = feed.follow(stop.signal)[Symbol.asyncIterator]()
    feed.push('first')
    await reading.next()
    feed.push('x'.repeat(600_000))
    const next = reading.next()
    stop.abort()
    await next
    await reading.return?.()
    expect(calls).toEqual(['pause', 'resume'])
    feed.push('x'.repeat(5_000_000))
    expect(calls).toEqual(['pause', 'resume'])
    expect(feed.followers).toBe(0)
  })

  test('is on its way only as far as its reader can draw; the process waits for the reader', async () => {
    const { calls, ...valve } = source()
    const feed = createOutputFeed(valve)
    const stop = new AbortController()
    const got: string[] = []
    const reading = (async () => {
      for await (const event of feed.follow(stop.signal, 'reader'))
        if (event.kind === 'output') got.push(event.data)
    })()
    const taken = (): number => got.join('').length
    await Promise.resolve()
    let pushed = 0
    const flood = (): void => {
      // As much as a process prints before it is stopped.
      while (
        calls.filter((call) => call === 'pause').length <= calls.filter((call) => call === 'resume').length
      ) {
        feed.push('0123456789'.repeat(1000))
        pushed += 10_000
      }
    }
    flood()
    await expect.poll(taken).toBe(windowLimit)
    flood()
    expect(feed.held).toBeLessThan(2_000_000)
    // Nothing more comes until something is drawn.
    await new Promise((resolve) => setImmediate(resolve))
    expect(taken()).toBe(windowLimit)
    for (let told = 0; told < 20; told += 1) {
      const before = taken()
      feed.taken('reader', 65_536)
      await expect.poll(taken).toBe(before + 65_536)
      flood()
      expect(feed.held).toBeLessThan(2_000_000)
    }
    const untold = setInterval(() => feed.taken('reader', 65_536), 1)
    feed.end()
    await reading
    clearInterval(untold)
    expect(taken()).toBe(pushed)
    expect(got.join('')).toBe('0123456789'.repeat(pushed / 10))
  })

  test('one slow reader among others holds nobody up and is brought up to date', async () => {
    const { calls, ...valve } = source()
    const feed = createOutputFeed(valve)
    const stop = new AbortController()
    const slow = feed.follow(stop.signal)[Symbol.asyncIterator]()
    feed.push('first\n')
    await slow.next()
    const quick = feed.follow(stop.signal)[Symbol.asyncIterator]()
    await quick.next()
    for (let count = 0; count < 120; count += 1) {
      feed.push(`${'y'.repeat(30_000)}\n`)
      await quick.next()
    }
    expect(calls).toEqual([])
    const caught = await slow.next()
    expect(caught.value).toMatchObject({ kind: 'output', data: expect.stringContaining(clearScreen) })
    expect(feed.held).toBeLessThan(3_000_000)
    stop.abort()
    await Promise.all([slow.return?.(), quick.return?.()])
  })

  test('a flood that nobody reads is held within bounds', () => {
    const feed = createOutputFeed(source())
    for (let count = 0; count < 500; count += 1) feed.push(`${'z'.repeat(10_000)}\n`)
    expect(feed.held).toBeLessThanOrEqual(2 * 256 * 1024)
  })
})

test('the scrollback keeps the end, from the start of a line on', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{0,20}\n$/), { maxLength: 200 }), (lines) => {
      const scrollback = createScrollback(100)
      for (const line of lines) scrollback.add(line)
      const all = lines.join('')
      expect(all.endsWith(scrollback.text)).toBe(true)
      expect(scrollback.text.length).toBeLessThanOrEqual(200)
      const before = all.slice(0, all.length - scrollback.text.length)
      expect(before === '' || before.endsWith('\n')).toBe(true)
    }),
  )
})
