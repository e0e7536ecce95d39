import { setTimeout as pause } from 'node:timers/promises'
import type { z } from 'zod'
import {
  logLine,
  requestEntry,
  type LogLine,
  type RequestEntry,
  type ServiceName,
} from '../../shared/domain/service'
import { Failure } from '../../shared/errors'
import { processExists } from '../home/process-identity'
import { practiceStatus, type PracticeStatus } from './gateway/control'
import { readProcessState, type ProcessState } from './process-file'

const answerMilliseconds = 5_000
/** PostgreSQL may have to write out much before it ends. */
const stopMilliseconds = 45_000

const gone = (why: string): Failure =>
  new Failure({
    code: 'FLEET_DOWN',
    what: 'The practice fleet does not answer.',
    why,
    fix: 'Start it with "realcave up".',
  })

/** Each batch is what arrived together; empty lines only keep the connection open. */
async function* batches<T>(
  body: ReadableStream<Uint8Array>,
  item: z.ZodType<T>,
): AsyncGenerator<readonly T[]> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    const full = lines.filter((line) => line !== '')
    if (full.length > 0) yield full.map((line) => item.parse(JSON.parse(line)))
  }
}

/** The running practice process, spoken to over its control door. */
const clientOf = (state: ProcessState) => {
  const ask = async (path: string, signal: AbortSignal, method = 'GET'): Promise<Response> => {
    const answer = await fetch(`http://127.0.0.1:${String(state.port)}/practice/${path}`, {
      method,
      signal,
      headers: { Authorization: `Bearer ${state.controlToken}` },
    }).catch((error: unknown) => {
      if (signal.aborted) throw error
      throw gone(error instanceof Error ? `${error.message} (port ${String(state.port)}).` : String(error))
    })
    if (!answer.ok)
      throw gone(`Port ${String(state.port)} answered with ${String(answer.status)}: ${await answer.text()}`)
    return answer
  }
  const answer = async (path: string, signal: AbortSignal, method?: string): Promise<string> => {
    try {
      const limit = AbortSignal.timeout(answerMilliseconds)
      return await (await ask(path, AbortSignal.any([signal, limit]), method)).text()
    } catch (error) {
      if (signal.aborted || error instanceof Failure) throw error
      throw gone(`It was silent for ${String(answerMilliseconds / 1000)} s.`)
    }
  }
  async function* follow<T>(path: string, item: z.ZodType<T>, signal: AbortSignal) {
    try {
      const { body } = await ask(path, signal)
      if (body !== null) yield* batches(body, item)
    } catch (error) {
      if (signal.aborted) return
      throw error instanceof Failure ? error : gone('The process ended.')
    }
    if (!signal.aborted) throw gone('The process ended.')
  }
  return {
    state,
    status: async (signal: AbortSignal): Promise<PracticeStatus> =>
      practiceStatus.parse(JSON.parse(await answer('status', signal))),
    /** The newest `tail` lines first, then batches as they come; ends with the signal, fails with FLEET_DOWN when the process ends. */
    logs: (service: ServiceName, tail: number, signal: AbortSignal): AsyncIterable<readonly LogLine[]> =>
      follow(`logs?follow&service=${service}&tail=${String(tail)}`, logLine, signal),
    requests: (tail: number, signal: AbortSignal): AsyncIterable<readonly RequestEntry[]> =>
      follow(`requests?follow&tail=${String(tail)}`, requestEntry, signal),
    /** Answers when the process and its PostgreSQL have ended. */
    stop: async (signal: AbortSignal): Promise<void> => {
      await answer('stop', signal, 'POST')
      const until = Date.now() + stopMilliseconds
      // process.json goes last, when PostgreSQL has ended.
      while (processExists(state.pid)) {
        if (state.pid === process.pid) return
        if (Date.now() > until)
          throw new Failure({
            code: 'TIMED_OUT',
            what: 'The practice fleet did not stop.',
            why: `Process ${String(state.pid)} still runs after ${String(stopMilliseconds / 1000)} s.`,
            fix: 'Look into its logs, or end that process.',
          })
        await pause(50, undefined, { signal })
      }
    },
  }
}

export type PracticeClient = ReturnType<typeof clientOf>

/** The home's running practice process; null when it does not run. */
export const attach = async (homeFolder: string): Promise<PracticeClient | null> => {
  const state = await readProcessState(homeFolder)
  if (state === null || !processExists(state.pid)) return null
  const client = clientOf(state)
  try {
    const status = await client.status(new AbortController().signal)
    return status.pid === state.pid ? client : null
  } catch {
    // Another program has the PID or the port now: the process that wrote the file is gone.
    return null
  }
}
