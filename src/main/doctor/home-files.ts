import { open, readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { secretsFolder } from '../home/known-secrets'

export interface HomeFile {
  /** Below the home, with slashes. */
  readonly path: string
  readonly text: string
}

/** Bytes of each file, its end: the newest lines. */
const longest = 1_048_576
/** More is no home of ours. */
const mostFiles = 500
/** Databases, Python packages, Chromium's own files: large, and of no use in a report. Secrets have no business there. */
const left = new Set(['data', 'python', 'lib', 'node_modules', 'images', 'window', secretsFolder])

const tailOf = async (file: string): Promise<string> => {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    const length = Math.min(size, longest)
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length)
    return buffer.subarray(0, bytesRead).toString('utf8')
  } finally {
    await handle.close()
  }
}

const walk = async (folder: string): Promise<readonly string[]> => {
  // A folder that is gone or shut has nothing to tell; the report is about what is broken, and has the rest.
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return left.has(entry.name) ? [] : walk(path)
      return entry.isFile() && /\.(json|log|ndjson|txt|conf)(\.|$)/.test(entry.name) ? [path] : []
    }),
  )
  return found.flat()
}

/** The settings, records and logs of a home. What vanishes meanwhile is left out. */
export const readHomeFiles = async (home: string): Promise<readonly HomeFile[]> => {
  const files = await walk(home)
  const read = await Promise.all(
    files.slice(0, mostFiles).map(async (file): Promise<readonly HomeFile[]> => {
      const there = await stat(file).catch(() => undefined)
      if (there === undefined) return []
      const text = await tailOf(file).catch(
        (error: unknown) => `This file could not be read: ${String(error)}`,
      )
      return [{ path: relative(home, file).split(sep).join('/'), text }]
    }),
  )
  return read.flat()
}
