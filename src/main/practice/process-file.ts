import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { readJson } from '../home/read-json'
import { writeAtomic } from '../home/write-atomic'

/** <home>/practice/process.json: where the running practice process is and how to speak to it. Only its owner can read it. */
const processState = z.object({
  pid: z.number().int().positive(),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  port: z.number().int(),
  controlToken: z.string().min(1),
  postgres: z.object({ port: z.number().int(), user: z.string(), password: z.string() }),
})
export type ProcessState = z.infer<typeof processState>

export const practiceFolder = (homeFolder: string): string => join(homeFolder, 'practice')
export const logFolder = (homeFolder: string): string => join(practiceFolder(homeFolder), 'logs')
/** Why the last start failed, for the process that asked for it. */
export const startFailureFile = (homeFolder: string): string =>
  join(practiceFolder(homeFolder), 'start-failure.json')
const file = (homeFolder: string): string => join(practiceFolder(homeFolder), 'process.json')

/** Null when there is none; a damaged one counts as none, since the next start writes it again. */
export const readProcessState = async (homeFolder: string): Promise<ProcessState | null> => {
  const read = await readJson(file(homeFolder), processState)
  return read.state === 'read' ? read.value : null
}

export const writeProcessState = (homeFolder: string, state: ProcessState): Promise<void> =>
  writeAtomic(file(homeFolder), `${JSON.stringify(state, null, 2)}\n`)

export const removeProcessState = (homeFolder: string): Promise<void> => rm(file(homeFolder), { force: true })
