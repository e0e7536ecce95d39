import { mkdir, watch } from 'node:fs/promises'
import { attach } from '../../practice/client'
import { practiceFolder } from '../../practice/process-file'

/** Resolves when the running process ends, however it does: its log stream breaks. Never, where none runs. */
const processEnd = async (homeFolder: string, signal: AbortSignal): Promise<void> => {
  const client = await attach(homeFolder, signal)
  if (client === null) return new Promise(() => undefined)
  try {
    // What it logs is of no interest here.
    for await (const _ of client.logs('gateway', 0, signal)) if (signal.aborted) return
  } catch {
    // The end that was waited for.
  }
}

/** A hint at each start and end of the practice process: it writes and removes process.json, and its streams break. */
export async function* practiceHints(homeFolder: string, signal: AbortSignal): AsyncGenerator<void> {
  await mkdir(practiceFolder(homeFolder), { recursive: true, mode: 0o700 })
  const changes = watch(practiceFolder(homeFolder), { signal })[Symbol.asyncIterator]()
  // A watch that ends or breaks leaves the process's end as the only hint.
  const next = (): Promise<void> =>
    changes.next().then(
      () => undefined,
      () => new Promise<void>(() => undefined),
    )
  const aborted = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  let change = next()
  while (!signal.aborted) {
    const round = new AbortController()
    const changed = change.then(() => true)
    const hint = await Promise.race([
      changed,
      processEnd(homeFolder, round.signal).then(() => false),
      aborted.then(() => false),
    ])
    round.abort()
    if (signal.aborted) return
    if (hint) change = next()
    yield
  }
}
