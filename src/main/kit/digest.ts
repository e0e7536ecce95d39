import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** The digest of a file, read once; tells how far it is. */
export const digestOf = async (
  file: string,
  signal: AbortSignal,
  read: (bytes: number) => void = () => {},
): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20, signal })) {
    if (!(chunk instanceof Uint8Array)) continue
    hash.update(chunk)
    read(chunk.length)
  }
  return hash.digest('hex')
}
