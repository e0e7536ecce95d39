export const isFull = (): boolean => Boolean(document.fullscreenElement)

/** Only at a key or a click, else the browser refuses: the stage then fills its window. */
export const fillScreen = async (): Promise<void> => {
  if (isFull()) return
  await document.documentElement.requestFullscreen().catch(() => undefined)
}

export const leaveFull = async (): Promise<void> => {
  if (isFull()) await document.exitFullscreen().catch(() => undefined)
}

export const toggleFull = (): void => void (isFull() ? leaveFull() : fillScreen())
