/** Most characters of one write (the contract's limit). */
const longest = 65_536
/** Ctrl+U: whatever stands on the line already must not run with the command. */
export const clearLine = '\u0015'
/** Colours, cursor and all lines, as the core clears them at a restart. */
export const clearScreen = '\u001bc'

/** What is typed or pasted, in writes that the contract takes; no character of two halves is split. */
export const inWrites = (data: string): readonly string[] => {
  const writes: string[] = []
  for (let from = 0; from < data.length;) {
    let to = Math.min(data.length, from + longest)
    const last = data.charCodeAt(to - 1)
    if (to < data.length && last >= 0xd800 && last <= 0xdbff) to -= 1
    writes.push(data.slice(from, to))
    from = to
  }
  return writes
}
