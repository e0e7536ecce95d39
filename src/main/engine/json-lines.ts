/** The lines of a stream of the engine, each one JSON. A line may come in pieces. */
export const jsonLines = async function* (chunks: AsyncIterable<unknown>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let open = ''
  for await (const chunk of chunks) {
    if (!(chunk instanceof Uint8Array)) continue
    const parts = (open + decoder.decode(chunk, { stream: true })).split('\n')
    open = parts.pop() ?? ''
    for (const part of parts) if (part.trim() !== '') yield part
  }
  if (open.trim() !== '') yield open
}
