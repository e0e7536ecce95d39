import { array, assert, asyncProperty, constantFrom, integer, record, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frames, linesOf, type Frame } from '../../../src/main/engine/frames'
import { jsonLines } from '../../../src/main/engine/json-lines'

const framed = (stream: Frame['stream'], content: Buffer): Buffer => {
  const header = Buffer.alloc(8)
  header[0] = stream === 'errors' ? 2 : 1
  header.writeUInt32BE(content.length, 4)
  return Buffer.concat([header, content])
}

/** As a socket gives it: cut anywhere. */
const cut = async function* (content: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size)
}

const collect = async <T>(given: AsyncIterable<T>): Promise<readonly T[]> => {
  const collected: T[] = []
  for await (const each of given) collected.push(each)
  return collected
}

const someFrames = array(
  record({ stream: constantFrom<Frame['stream']>('output', 'errors'), text: string({ unit: 'grapheme' }) }),
)

describe('frames', () => {
  it('come out as they went in, wherever the stream is cut', async () => {
    await assert(
      asyncProperty(someFrames, integer({ min: 1, max: 50 }), async (given, size) => {
        const wire = Buffer.concat(given.map(({ stream, text }) => framed(stream, Buffer.from(text))))
        const read = await collect(frames(cut(wire, size)))
        expect(read.map(({ stream, content }) => ({ stream, text: content.toString('utf8') }))).toEqual(given)
      }),
    )
  })
})

describe('lines', () => {
  it('of each output are what it wrote, wherever characters are cut', async () => {
    await assert(
      asyncProperty(
        array(string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\r\n]/g, ''))),
        integer({ min: 1, max: 7 }),
        async (given, size) => {
          const written = Buffer.from(given.map((line) => `${line}\n`).join(''))
          const pieces = await collect(cut(written, size))
          const read = await collect(
            linesOf(frames(cut(Buffer.concat(pieces.map((piece) => framed('output', piece))), 11))),
          )
          expect(read.map(({ text }) => text)).toEqual(given)
        },
      ),
    )
  })

  const linesFrom = async (given: readonly (readonly [Frame['stream'], string])[]) => {
    const wire = Buffer.concat(given.map(([stream, text]) => framed(stream, Buffer.from(text))))
    return (await collect(linesOf(frames(cut(wire, 13))))).map(({ stream, text }) => `${stream}: ${text}`)
  }

  it('of the two outputs are not mixed', async () => {
    const given = [
      ['output', 'on'],
      ['errors', 'ba'],
      ['output', 'e\r\ntwo'],
      ['errors', 'd\n'],
    ] as const
    expect(await linesFrom(given)).toEqual(['output: one', 'errors: bad', 'output: two'])
  })

  it('without an end are given in pieces', async () => {
    const read = await linesFrom(Array.from({ length: 5 }, () => ['output', 'x'.repeat(40_000)] as const))
    expect(read.length).toBeGreaterThan(1)
    expect(read.map((line) => line.replace('output: ', '')).join('')).toHaveLength(200_000)
  })
})

it('reads lines of JSON that come in pieces', async () => {
  const text = '{"a":"ü"}\r\n\n{"b":2}\n{"c":3}'
  for (const size of [1, 3, 100])
    expect((await collect(jsonLines(cut(Buffer.from(text), size)))).map((line) => line.trim())).toEqual([
      '{"a":"ü"}',
      '{"b":2}',
      '{"c":3}',
    ])
})
