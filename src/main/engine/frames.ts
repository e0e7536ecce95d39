/** A piece of a program's output, as the engine frames it. */
export interface Frame {
  readonly stream: 'output' | 'errors'
  readonly content: Buffer
}

const headerBytes = 8

/** Takes a stream of the engine apart into the two outputs of a program without a terminal. */
export const frames = async function* (chunks: AsyncIterable<unknown>): AsyncGenerator<Frame> {
  let pending = Buffer.alloc(0)
  for await (const chunk of chunks) {
    if (!(chunk instanceof Uint8Array)) continue
    pending = pending.length === 0 ? Buffer.from(chunk) : Buffer.concat([pending, chunk])
    let at = 0
    while (pending.length - at >= headerBytes) {
      const end = at + headerBytes + pending.readUInt32BE(at + 4)
      if (pending.length < end) break
      const stream = pending[at] === 2 ? 'errors' : 'output'
      yield { stream, content: pending.subarray(at + headerBytes, end) }
      at = end
    }
    pending = pending.subarray(at)
  }
}

export interface Line {
  readonly stream: Frame['stream']
  readonly text: string
}

/** A program that writes no line ends must not fill the memory. */
const longestLine = 64 * 1024

/** A byte order mark is a character of the program's as any other. */
const decoder = (): TextDecoder => new TextDecoder('utf-8', { ignoreBOM: true })

/** Whole lines, in the order in which they ended; the last one also without its end. */
export const linesOf = async function* (given: AsyncIterable<Frame>): AsyncGenerator<Line> {
  const decoders = { output: decoder(), errors: decoder() }
  const open = { output: '', errors: '' }
  for await (const { stream, content } of given) {
    const parts = (open[stream] + decoders[stream].decode(content, { stream: true })).split('\n')
    const rest = parts.pop() ?? ''
    for (const part of parts) yield { stream, text: part.replace(/\r$/, '') }
    open[stream] = rest.length > longestLine ? '' : rest
    if (open[stream] !== rest) yield { stream, text: rest }
  }
  for (const stream of ['output', 'errors'] as const) {
    const rest = open[stream] + decoders[stream].decode()
    if (rest !== '') yield { stream, text: rest }
  }
}
