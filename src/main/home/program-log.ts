import { appendFileSync, chmodSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { logLimits, rollFile } from './roll-file'

/** What a program tells of itself, for whoever looks for the cause of a trouble later. */
export interface ProgramLog {
  readonly file: string
  /** Written when it returns: the last words of a program that ends are in it. */
  write(text: string): void
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

/** Readable by this user alone, rolled when it has grown; `blank` takes out what is secret. */
export const openProgramLog = (
  file: string,
  blank: (text: string) => string,
  limits: { readonly bytes: number; readonly files: number } = logLimits,
): ProgramLog => {
  let size: number | undefined
  const prepared = (): number => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    const found = sizeOf(file)
    // One that stood there may have been made by another program, or copied.
    if (found > 0) chmodSync(file, 0o600)
    return found
  }
  return {
    file,
    write: (text) => {
      const line = `${new Date().toISOString()} ${blank(text).trimEnd().replaceAll('\n', '\n  ')}\n`
      const bytes = Buffer.byteLength(line)
      try {
        size ??= prepared()
        if (size > 0 && size + bytes > limits.bytes) {
          rollFile(file, limits.files)
          size = 0
        }
        appendFileSync(file, line, { mode: 0o600 })
        size += bytes
      } catch {
        // A full disk or a folder that was removed must not end the program; a terminal shows the line as well.
        size = undefined
      }
    },
  }
}
