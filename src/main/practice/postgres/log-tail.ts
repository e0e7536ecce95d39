import { watch } from 'node:fs'
import { open } from 'node:fs/promises'
import { logLimits, rollOpenFile } from '../../home/roll-file'

/** What is told at once of a log that grew while nobody read it: its newest end. */
const mostAtOnce = 2 * 1024 * 1024

export interface PostgresLine {
  readonly time: string
  readonly level: 'info' | 'warning' | 'error'
  readonly text: string
}

const levels: Readonly<Record<string, PostgresLine['level']>> = {
  WARNING: 'warning',
  ERROR: 'error',
  FATAL: 'error',
  PANIC: 'error',
}

/** A line as log_line_prefix writes it; a continuation of one before is told as it is, now. */
export const parseLine = (line: string): PostgresLine => {
  const found = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d\.\d{3}) UTC \[\d+\] (([A-Z]+): .*)$/.exec(line)
  if (found === null) return { time: new Date().toISOString(), level: 'info', text: line }
  const [, day = '', time = '', text = '', word = ''] = found
  return { time: `${day}T${time}Z`, level: levels[word] ?? 'info', text }
}

/** Tells the lines that PostgreSQL adds to its log after `from` bytes, and rolls the file when it has grown large. */
export const tailLog = (
  file: string,
  from: number,
  tell: (line: PostgresLine) => void,
  limits: { readonly bytes: number; readonly files: number } = logLimits,
): { close(): Promise<void> } => {
  let offset = from
  let rest = ''
  const read = async (): Promise<void> => {
    const handle = await open(file, 'r')
    try {
      const { size } = await handle.stat()
      // What is skipped, or was emptied by others, takes the half line before it along.
      if (size < offset || size - offset > mostAtOnce) rest = ''
      if (size < offset) offset = 0
      const buffer = Buffer.alloc(Math.min(size - offset, mostAtOnce))
      await handle.read(buffer, 0, buffer.length, size - buffer.length)
      offset = size
      const lines = (rest + buffer.toString('utf8')).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (line.trim() !== '') tell(parseLine(line))
      if (size > limits.bytes) {
        rollOpenFile(file, limits.files)
        offset = 0
        rest = ''
      }
    } finally {
      await handle.close()
    }
  }
  let reading = Promise.resolve()
  const look = (): void => {
    // A log that cannot be read now is read at the next change.
    reading = reading.then(read).catch(() => undefined)
  }
  const watcher = watch(file, look)
  watcher.on('error', () => undefined)
  look()
  return {
    close: async () => {
      watcher.close()
      await reading
    },
  }
}
