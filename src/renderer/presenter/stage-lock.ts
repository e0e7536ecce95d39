/** Held by the one stage of this panel; taken from it by another window that presents instead. */
const stageLock = 'realcave.stage'
/** Held as long as a stage is there: the speaker's windows hear of its end, however it ends. */
const pageLock = 'realcave.stage.page'
/** Held by each window of the speaker as long as it lives: the stage hears of the end of the last one. */
const speakerLock = 'realcave.speaker'

type Held = 'held' | 'elsewhere'

/** Resolves when the page ends or the signal aborts. */
const until = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

/** Holds a lock together with others; `held` is told when it is. */
const share = async (name: string, signal: AbortSignal, held: () => void): Promise<void> => {
  try {
    await navigator.locks.request(name, { mode: 'shared', signal }, () => {
      held()
      return until(signal)
    })
  } catch {
    // Not wanted any more before it could be had.
  }
}

/** Asks for the stage; `told` hears whether it is ours, at once and when another window takes it. */
export const holdStage = async (
  take: boolean,
  told: (held: Held) => void,
  signal: AbortSignal,
): Promise<void> => {
  // Of this hold alone: a page whose stage was taken lives on, and holds it no more.
  const hold = new AbortController()
  const end = (): void => hold.abort()
  signal.addEventListener('abort', end, { once: true })
  try {
    await navigator.locks.request(stageLock, take ? { steal: true } : { ifAvailable: true }, async (lock) => {
      if (signal.aborted) return
      told(lock === null ? 'elsewhere' : 'held')
      if (lock === null) return
      void share(pageLock, hold.signal, () => undefined)
      await until(hold.signal)
    })
  } catch {
    // Taken: another window presents now.
    if (!signal.aborted) told('elsewhere')
  } finally {
    end()
  }
}

/** Resolves when no stage is there any more. */
export const stageGone = (signal: AbortSignal): Promise<void> =>
  navigator.locks.request(pageLock, { signal }, () => undefined)

/** Tells the stage that a speaker's window is there for as long as it is; `held` is told when the stage can know. */
export const holdSpeaker = (signal: AbortSignal, held: () => void): Promise<void> =>
  share(speakerLock, signal, held)

/** Resolves when no speaker's window is there any more. */
export const speakerGone = (signal: AbortSignal): Promise<void> =>
  navigator.locks.request(speakerLock, { signal }, () => undefined)
