/** How long lines are gathered before they are handed on: a burst of a thousand is one batch. */
const gatherMilliseconds = 50
const mostLines = 500

/** Lines as they come, a batch at a time. Its reader sets the pace: while it is busy nothing is read, and the source is held back. */
export async function* batched(
  source: AsyncIterable<string>,
  signal: AbortSignal,
): AsyncGenerator<readonly string[]> {
  const lines = source[Symbol.asyncIterator]()
  let next = lines.next()
  try {
    for (;;) {
      const batch: string[] = []
      const end = Date.now() + gatherMilliseconds
      let timer: NodeJS.Timeout | undefined
      for (;;) {
        const left = end - Date.now()
        const isWaitedFor = batch.length > 0
        if (isWaitedFor && left <= 0) break
        const pause = new Promise<'time'>((resolve) => {
          if (isWaitedFor) timer = setTimeout(() => resolve('time'), left)
        })
        const found = await Promise.race([next, pause])
        clearTimeout(timer)
        if (found === 'time') break
        if (found.done) {
          if (batch.length > 0) yield batch
          return
        }
        batch.push(found.value)
        next = lines.next()
        if (batch.length >= mostLines) break
      }
      yield batch
      if (signal.aborted) return
    }
  } finally {
    next.catch(() => undefined)
    await lines.return?.()
  }
}
