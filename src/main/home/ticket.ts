import { link, mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { fileFailure, systemCode } from './file-failure'
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
export type Holder = z.infer<typeof holder>

const ticket = z.object({ holder: holder.nullable() })

/** What one process at a time may have. */
export interface Ticket {
  /** May be called more than once. */
  release(): Promise<void>
}

/**
 * A lock is a folder with a row of numbered tickets, and the highest one tells who holds it. The next number can be made by one
 * process only, so a ticket of a process that died is passed over rather than removed: nobody can remove a live one by mistake.
 */
const look = async (folder: string): Promise<readonly number[]> => {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const names = await readdir(folder)
    return names.flatMap((name) => /^(\d+)\.json$/.exec(name)?.[1] ?? []).map(Number)
  } catch (error) {
    throw fileFailure(folder, error)
  }
}

const fileOf = (folder: string, number: number): string => path.join(folder, `${number}.json`)

/** Who holds a ticket: null when it was given back, its process has gone, or it makes no sense. */
const holderOf = async (file: string): Promise<Holder | null> => {
  const found = await readJson(file, ticket)
  if (found.state !== 'read' || found.value.holder === null) return null
  const { pid, startedAt } = found.value.holder
  return (await processRuns(pid, startedAt)) ? found.value.holder : null
}

/** Makes a ticket unless its number is taken; readers see the whole of it or none. */
const make = async (file: string, content: Holder): Promise<boolean> => {
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

/** Who has the lock now; null when nobody does. */
export const ticketHolder = async (folder: string): Promise<Holder | null> => {
  const numbers = await look(folder)
  return numbers.length === 0 ? null : holderOf(fileOf(folder, Math.max(...numbers)))
}

/** Takes the lock, or tells who has it. */
export const takeTicket = async (
  folder: string,
  what: string,
  now = new Date(),
): Promise<{ readonly taken: Ticket } | { readonly by: Holder }> => {
  const own: Holder = {
    pid: process.pid,
    startedAt: await ownIdentity(),
    what,
    since: now.toISOString(),
  }
  for (;;) {
    const highest = Math.max(0, ...(await look(folder)))
    const by = highest === 0 ? null : await holderOf(fileOf(folder, highest))
    if (by) return { by }
    const number = highest + 1
    const file = fileOf(folder, number)
    if (!(await make(file, own))) continue
    const numbers = await look(folder)
    if (Math.max(...numbers) > number) {
      // This number had been used and tidied away while we looked: the higher ticket decides.
      await rm(file, { force: true })
      continue
    }
    await Promise.all(numbers.filter((n) => n < number).map((n) => rm(fileOf(folder, n), { force: true })))
    let given: Promise<void> | undefined
    const release = () => (given ??= writeAtomic(file, JSON.stringify({ holder: null })))
    return { taken: { release } }
  }
}
