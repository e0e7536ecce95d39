/** The items of `source` until the signal, even while the source is silent. The source is told to return. */
export async function* until<T>(
  source: AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void, void> {
  const iterator = source[Symbol.asyncIterator]()
  const stop = { done: true, value: undefined } as const
  let onAbort = (): void => undefined
  const aborted = new Promise<typeof stop>((resolve) => {
    onAbort = () => resolve(stop)
  })
  signal.addEventListener('abort', onAbort)
  let over = false
  try {
    while (!signal.aborted) {
      const next = iterator.next()
      // Lost to the signal, its late refusal has no reader.
      next.catch(() => undefined)
      const result = await Promise.race([next, aborted])
      if (result.done === true) {
        over = !signal.aborted
        return
      }
      yield result.value
    }
  } catch (error) {
    over = true
    throw error
  } finally {
    signal.removeEventListener('abort', onAbort)
    // Not awaited: a generator that is stuck in its `next` returns only after it, and the signal has told it to end.
    if (!over) void Promise.resolve(iterator.return?.()).catch(() => undefined)
  }
}
