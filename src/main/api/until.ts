const end = { done: true, value: undefined } as const

/** The items of `source` until the signal, even while the source is silent. The source is told to return. */
export async function* until<T>(
  source: AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void, void> {
  const iterator = source[Symbol.asyncIterator]()
  let stop = (): void => undefined
  const onAbort = (): void => stop()
  /** A promise an item, not a race against one that lives on: such a one would keep every item that it raced with. */
  const next = (): Promise<IteratorResult<T, unknown>> =>
    new Promise((resolve, reject) => {
      stop = () => resolve(end)
      iterator.next().then(resolve, reject)
    })
  signal.addEventListener('abort', onAbort)
  let over = false
  try {
    while (!signal.aborted) {
      const result = await next()
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
