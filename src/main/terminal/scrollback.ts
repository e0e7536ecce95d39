/** The end of a session's output, for those who come later. */
export interface Scrollback {
  add(data: string): void
  clear(): void
  readonly text: string
}

export const createScrollback = (limit: number): Scrollback => {
  let parts: string[] = []
  let length = 0
  const whole = (): string => {
    if (parts.length > 1) parts = [parts.join('')]
    return parts[0] ?? ''
  }
  return {
    add(data) {
      parts.push(data)
      length += data.length
      // Joining and cutting only now and then keeps a flood cheap.
      if (length <= 2 * limit) return
      const kept = whole().slice(-limit)
      // Begins with a line of its own, so that no escape sequence is cut in two.
      const line = kept.indexOf('\n')
      parts = [line === -1 ? kept : kept.slice(line + 1)]
      length = parts[0]?.length ?? 0
    },
    clear() {
      parts = []
      length = 0
    },
    get text() {
      return whole()
    },
  }
}
