import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { bundleInvalid, type BundlePart } from './bundle-manifest'

/** Sticks are often formatted as FAT32, which holds no file of 4 GiB. */
export const partBytes = 4_000_000_000

const partName = (index: number): string => `images.tar.gz.${String(index + 1).padStart(3, '0')}`

/** Writes one part from the beginning of the chunks; what does not fit is given back. */
const writePart = async (
  file: string,
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
  limit: number,
): Promise<{ readonly bytes: number; readonly sha256: string; readonly over: Uint8Array | undefined }> => {
  const hash = createHash('sha256')
  const handle = await open(file, 'wx')
  try {
    let bytes = 0
    let chunk: Uint8Array | undefined = first
    while (chunk !== undefined) {
      const fitting = chunk.subarray(0, limit - bytes)
      const over = chunk.subarray(fitting.length)
      await handle.writeFile(fitting)
      hash.update(fitting)
      bytes += fitting.length
      if (over.length > 0) return { bytes, sha256: hash.digest('hex'), over }
      const next = await rest.next()
      chunk = next.done === true ? undefined : next.value
    }
    return { bytes, sha256: hash.digest('hex'), over: undefined }
  } finally {
    // A stick that is pulled out right after "done" must have it all.
    await handle.sync().catch(() => undefined)
    await handle.close()
  }
}

/** Writes a stream as files of limited length, and tells their digests. */
export const writeParts = async (
  folder: string,
  chunks: AsyncIterable<Uint8Array>,
  limit = partBytes,
): Promise<readonly BundlePart[]> => {
  const parts: BundlePart[] = []
  const source = chunks[Symbol.asyncIterator]()
  const begin = await source.next()
  let chunk: Uint8Array | undefined = begin.done === true ? undefined : begin.value
  while (chunk !== undefined) {
    const file = partName(parts.length)
    const { bytes, sha256, over } = await writePart(path.join(folder, file), chunk, source, limit)
    parts.push({ file, bytes, sha256 })
    chunk = over
  }
  return parts
}

/** The parts as one stream; fails at the end of one that is not what was written. */
export const readParts = async function* (
  bundle: string,
  parts: readonly BundlePart[],
): AsyncGenerator<Uint8Array> {
  for (const { file, sha256 } of parts) {
    const hash = createHash('sha256')
    for await (const chunk of createReadStream(path.join(bundle, file), { highWaterMark: 1 << 20 })) {
      if (!(chunk instanceof Uint8Array)) continue
      hash.update(chunk)
      yield chunk
    }
    if (hash.digest('hex') !== sha256)
      throw bundleInvalid(bundle, `Its part ${file} is not what was written: the copy is damaged.`)
  }
}
