/** Characters that are drawn before it is told again: far below what may be on its way, so that it never runs dry. */
const step = 65_536

interface Surface {
  write(data: string, drawn: () => void): void
}

/** Draws a session's output and tells, now and then, how much of it is drawn: so much more may come. */
export const createDrawing = (
  surface: Surface,
  tell: (characters: number) => void,
): ((data: string) => void) => {
  let waiting = 0
  let untold = 0
  const drawn = (characters: number): void => {
    waiting -= characters
    untold += characters
    if (untold < step && waiting > 0) return
    tell(untold)
    untold = 0
  }
  return (data) => {
    if (data === '') return
    waiting += data.length
    surface.write(data, () => drawn(data.length))
  }
}
