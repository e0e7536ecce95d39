/**
 * However fast they come, one work goes on at a time, and what came meanwhile is the next: a reading that takes longer than the
 * pause between two changes still comes to its end.
 */
export const oneAtATime = <T>(act: (items: readonly T[]) => Promise<unknown>): ((item: T) => void) => {
  let waiting: T[] = []
  let running = false
  const run = async (): Promise<void> => {
    running = true
    try {
      while (waiting.length > 0) {
        const items = waiting
        waiting = []
        await act(items)
      }
    } finally {
      running = false
    }
  }
  return (item) => {
    waiting.push(item)
    if (!running) void run()
  }
}
