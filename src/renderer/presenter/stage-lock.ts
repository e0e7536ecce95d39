/** Held by the one stage of this panel; taken from it by another window that presents instead. */
const stageLock = 'realcave.stage'
/** Held as long as the page of the stage lives: the speaker's window hears of its end. */
const pageLock = 'realcave.stage.page'

type Held = 'held' | 'elsewhere'

/** Resolves when the page ends or the signal aborts. */
const until = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

/** Asks for the stage; `told` hears whether it is ours, at once and when another window takes it. */
export const holdStage = async (
  take: boolean,
  told: (held: Held) => void,
  signal: AbortSignal,
): Promise<void> => {
  try {
    await navigator.locks.request(stageLock, take ? { steal: true } : { ifAvailable: true }, async (lock) => {
      if (signal.aborted) return
      told(lock === null ? 'elsewhere' : 'held')
      if (lock === null) return
      void navigator.locks.request(pageLock, { mode: 'shared' }, () => until(signal))
      await until(signal)
    })
  } catch {
    // Taken: another window presents now.
    if (!signal.aborted) told('elsewhere')
  }
}

/** Resolves when no stage is there any more. */
export const stageGone = (signal: AbortSignal): Promise<void> =>
  navigator.locks.request(pageLock, { signal }, () => undefined)
