type Told<T> = { readonly from: AsyncIterator<T> } & (
  { readonly result: IteratorResult<T> } | { readonly error: unknown }
)

/**
 * What several sources tell, as it comes; a source is asked for more when its last item was taken. Ends when all have ended, or with
 * the first failure; the others are told to end then.
 */
export async function* merged<T>(...sources: readonly AsyncIterable<T>[]): AsyncGenerator<T> {
  const open = new Set(sources.map((source) => source[Symbol.asyncIterator]()))
  const told: Told<T>[] = []
  let wake: () => void = () => undefined
  const ask = (from: AsyncIterator<T>): void => {
    from
      .next()
      .then(
        (result) => told.push({ from, result }),
        (error: unknown) => told.push({ from, error }),
      )
      .finally(() => wake())
  }
  try {
    for (const from of open) ask(from)
    while (open.size > 0) {
      const next = told.shift()
      if (next === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
        continue
      }
      if ('error' in next) throw next.error
      if (next.result.done === true) {
        open.delete(next.from)
        continue
      }
      yield next.result.value
      ask(next.from)
    }
  } finally {
    // One that waits for its next item ends with it: that is not waited for.
    for (const from of open) from.return?.().catch(() => undefined)
  }
}
