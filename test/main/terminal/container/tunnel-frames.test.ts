import { Readable } from 'node:stream'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFrames, windowBytes, writeFrame } from '../../../../src/main/terminal/container/tunnel-frames'

test('frames come out as they were written, wherever the stream is cut', async () => {
  const frame = fc.record({
    connection: fc.nat(0xffff_ffff),
    kind: fc.nat(6),
    content: fc.uint8Array({ maxLength: 300 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(frame), fc.array(fc.nat(2000)), async (frames, cuts) => {
      const whole = Buffer.concat(
        frames.map(({ connection, kind, content }) => writeFrame(connection, kind, content)),
      )
      const places = [
        0,
        ...cuts.map((cut) => Math.min(cut, whole.length)).sort((a, b) => a - b),
        whole.length,
      ]
      const pieces = places.slice(1).map((place, at) => whole.subarray(places[at], place))
      const read: unknown[] = []
      for await (const { connection, kind, content } of readFrames(Readable.from(pieces)))
        read.push({ connection, kind, content: Uint8Array.from(content) })
      expect(read).toEqual(frames)
    }),
  )
})

test('a length that no honest end would send is refused, not waited for', async () => {
  const header = writeFrame(1, 3)
  header.writeUInt32BE(windowBytes + 1, 5)
  const read = async () => {
    for await (const _ of readFrames(Readable.from([header])));
  }
  await expect(read()).rejects.toThrow(RangeError)
})
