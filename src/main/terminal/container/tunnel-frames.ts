/** What both ends of the tunnel say; resources/python/realcave_tunnel.py is the other end. */
export const kinds = { ready: 0, files: 1, open: 2, data: 3, end: 4, close: 5, taken: 6 } as const

/** Bytes of one connection that may be under way in one direction. */
export const windowBytes = 262_144

export interface TunnelFrame {
  readonly connection: number
  readonly kind: number
  readonly content: Buffer
}

const headerBytes = 9

export const writeFrame = (
  connection: number,
  kind: number,
  content: Uint8Array = Buffer.alloc(0),
): Buffer => {
  const header = Buffer.alloc(headerBytes)
  header.writeUInt32BE(connection, 0)
  header.writeUInt8(kind, 4)
  header.writeUInt32BE(content.length, 5)
  return Buffer.concat([header, content])
}

/** Frames as they come out of a stream that cuts anywhere. */
export const readFrames = async function* (chunks: AsyncIterable<unknown>): AsyncGenerator<TunnelFrame> {
  let pending = Buffer.alloc(0)
  for await (const chunk of chunks) {
    if (!(chunk instanceof Uint8Array)) continue
    pending = Buffer.concat([pending, chunk])
    let at = 0
    while (pending.length - at >= headerBytes) {
      const length = pending.readUInt32BE(at + 5)
      // What a program in there may have forged is not waited for.
      if (length > windowBytes)
        throw new RangeError(`A frame of ${String(length)} bytes came out of the container.`)
      const end = at + headerBytes + length
      if (pending.length < end) break
      yield {
        connection: pending.readUInt32BE(at),
        kind: pending.readUInt8(at + 4),
        content: pending.subarray(at + headerBytes, end),
      }
      at = end
    }
    pending = pending.subarray(at)
  }
}
