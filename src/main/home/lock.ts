import { link, mkdir, readdir, rm } from 'node:fs/promises'
import { z } from 'zod'
import { Failure } from '../../shared/errors'
import { fileFailure, systemCode } from './file-failure'
import type { Home } from './home'
import { ownIdentity, processRuns } from './process-identity'
import { readJson } from './read-json'
import { writeAtomic, writeBeside } from './write-atomic'

const holder = z.object({
  pid: z.number().int().positive(),
  /** When that process started, as the system tells it: a number may be used again. */
  startedAt: z.string().nullable(),
  /** What it does: "Starting the fleet". */
  what: z.string(),
  /** ISO 8601, UTC. */
  since: z.string(),
})
export type LockHolder = z.infer<typeof holder>

const ticket = z.object({ holder: holder.nullable() })

export interface HomeLock {
  /** May be called more than once. */
  release(): Promise<void>
}

/**
 * The lock is a row of numbered tickets, and the highest one tells who holds it. The next number can be made by one process
 * only, so a ticket of a process that died is passed over rather than removed: nobody can remove a live one by mistake.
 */
const tickets = async (folder: string): Promise<readonly number[]> => {
  const names = await readdir(folder)
  return names.flatMap((name) => /^(\d+)\.json$/.exec(name)?.[1] ?? []).map(Number)
}

const ticketFile = (home: Home, number: number): string => home.path('lock', `${number}.json`)

/** Who holds a ticket: null when it was given back, its process has gone, or it makes no sense. */
const holderOf = async (home: Home, number: number): Promise<LockHolder | null> => {
  const found = await readJson(ticketFile(home, number), ticket)
  if (found.state !== 'read' || found.value.holder === null) return null
  const { pid, startedAt } = found.value.holder
  return (await processRuns(pid, startedAt)) ? found.value.holder : null
}

const busy = (home: Home, { pid, what, since }: LockHolder): Failure => {
  const own = pid === process.pid
  return new Failure({
    code: 'HOME_BUSY',
    what: `Something else is under way in this home: ${what}.`,
    why: `${own ? 'This program' : `Process ${pid}`} has worked on ${home.folder} since ${since}.`,
    fix: own
      ? 'Wait until it is done, or cancel it.'
      : `Wait until it is done, or cancel it there. If it hangs, end process ${pid}: the home is free again at once.`,
  })
}

/** Makes a ticket unless its number is taken; readers see the whole of it or none. */
const make = async (file: string, content: LockHolder): Promise<boolean> => {
  const temporary = await writeBeside(file, JSON.stringify({ holder: content }))
  try {
    await link(temporary, file)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw fileFailure(file, error)
  } finally {
    await rm(temporary, { force: true })
  }
}

const look = async (home: Home): Promise<readonly number[]> => {
  try {
    await mkdir(home.path('lock'), { recursive: true, mode: 0o700 })
    return await tickets(home.path('lock'))
  } catch (error) {
    throw fileFailure(home.path('lock'), error)
  }
}

/** Who works on the fleet of this home now; null when nobody does. */
export const lockHolder = async (home: Home): Promise<LockHolder | null> => {
  const numbers = await look(home)
  return numbers.length === 0 ? null : holderOf(home, Math.max(...numbers))
}

/** The right to change the fleet of this home: one process at a time. Fails with HOME_BUSY at once when it is taken. */
export const lockHome = async (home: Home, what: string, now = new Date()): Promise<HomeLock> => {
  const own: LockHolder = {
    pid: process.pid,
    startedAt: await ownIdentity(),
    what,
    since: now.toISOString(),
  }
  for (;;) {
    const highest = Math.max(0, ...(await look(home)))
    const other = highest === 0 ? null : await holderOf(home, highest)
    if (other) throw busy(home, other)
    const number = highest + 1
    const file = ticketFile(home, number)
    if (!(await make(file, own))) continue
    const numbers = await look(home)
    if (Math.max(...numbers) > number) {
      // This number had been used and tidied away while we looked: the higher ticket decides.
      await rm(file, { force: true })
      continue
    }
    await Promise.all(numbers.filter((n) => n < number).map((n) => rm(ticketFile(home, n), { force: true })))
    let given: Promise<void> | undefined
    return { release: () => (given ??= writeAtomic(file, JSON.stringify({ holder: null }))) }
  }
}
