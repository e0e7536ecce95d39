import { readdir, rm, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/** Minidumps of the program's processes: of this machine alone, for a person who is asked for one. Nothing sends them. */
export const crashFolder = (home: string): string => join(home, 'crashes')

const keptReports = 5

export interface CrashReport {
  /** Below its folder, with slashes. */
  readonly name: string
  readonly bytes: number
  /** ISO 8601, UTC. */
  readonly at: string
}

const dumpsIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return dumpsIn(path)
      return entry.isFile() && entry.name.endsWith('.dmp') ? [path] : []
    }),
  )
  return found.flat()
}

/** Newest first. What is gone meanwhile is left out; their content is never read: it is a process's memory. */
export const listCrashReports = async (home: string): Promise<readonly CrashReport[]> => {
  const folder = crashFolder(home)
  const reports = await Promise.all(
    (await dumpsIn(folder)).map(async (file) => {
      const there = await stat(file).catch(() => undefined)
      if (there === undefined) return []
      const name = relative(folder, file).split(sep).join('/')
      return [{ name, bytes: there.size, at: there.mtime.toISOString() }]
    }),
  )
  return reports.flat().sort((one, other) => other.at.localeCompare(one.at))
}

/**
 * All but the newest few go, with what is told beside them. Answers those that stay because they cannot be removed: a virus scanner has one open, or
 * it was written while the program ran as root. Tidying is no reason to fail.
 */
export const pruneCrashReports = async (home: string): Promise<readonly string[]> => {
  const old = (await listCrashReports(home)).slice(keptReports)
  const left = await Promise.all(
    old.map(async ({ name }) => {
      const file = join(crashFolder(home), name)
      const parts = [file, file.replace(/\.dmp$/, '.meta')]
      const removed = await Promise.allSettled(parts.map((each) => rm(each, { force: true })))
      return removed.some(({ status }) => status === 'rejected') ? [name] : []
    }),
  )
  return left.flat()
}
