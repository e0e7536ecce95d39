/** Between two reports: often enough to be seen, seldom enough to cost nothing. */
const reportBytes = 16_000_000

export const inGigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`

/** Passes chunks on and tells how many bytes have come by. */
export const counted = async function* (
  chunks: AsyncIterable<unknown>,
  report: (done: number) => void,
): AsyncGenerator<Uint8Array> {
  let done = 0
  let told = 0
  for await (const chunk of chunks) {
    if (!(chunk instanceof Uint8Array)) continue
    done += chunk.length
    if (done - told >= reportBytes) {
      told = done
      report(done)
    }
    yield chunk
  }
  report(done)
}
