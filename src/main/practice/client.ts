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
import { seconds, within } from '../waiting/limit'
import { readProcessState, type ProcessState } from './process-file'
import { practiceStatus, type PracticeStatus } from './status'

/** The running practice process, spoken to over its control door. */
export interface PracticeClient {
  readonly state: ProcessState
  status(signal: AbortSignal): Promise<PracticeStatus>
  /**
   * The newest `tail` lines first, be they none, then batches as they come; ends with the signal, fails with FLEET_DOWN when
   * the process ends.
   */
  logs(service: ServiceName, tail: number, signal: AbortSignal): AsyncIterable<readonly LogLine[]>
  requests(tail: number, signal: AbortSignal): AsyncIterable<readonly RequestEntry[]>
  /** Answers when the process and its PostgreSQL have ended. */
  stop(signal: AbortSignal): Promise<void>
}

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

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield lines
  }
}

/**
 * First what was there when it was asked, be it nothing: an empty line ends it. Then each batch is what arrived together, and
 * empty lines only keep the connection open.
 */
async function* batches<T>(
  body: ReadableStream<Uint8Array>,
  item: z.ZodType<T>,
): AsyncGenerator<readonly T[]> {
  const parsed = (lines: readonly string[]): T[] => lines.map((line) => item.parse(JSON.parse(line)))
  const first: string[] = []
  let begun = false
  for await (const lines of linesOf(body)) {
    const end = begun ? -1 : lines.indexOf('')
    if (!begun) first.push(...(end === -1 ? lines : lines.slice(0, end)))
    if (!begun && end === -1) continue
    if (!begun) yield parsed(first)
    begun = true
    const full = lines.slice(end + 1).filter((line) => line !== '')
    if (full.length > 0) yield parsed(full)
  }
}

const clientOf = (state: ProcessState): PracticeClient => {
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
  const limited = <T>(signal: AbortSignal, work: (limit: AbortSignal) => Promise<T>): Promise<T> =>
    within(
      signal,
      {
        milliseconds: answerMilliseconds,
        over: () => gone(`It was silent for ${seconds(answerMilliseconds)}.`),
      },
      work,
    )
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
    status: (signal) =>
      limited(signal, async (limit) => practiceStatus.parse(await (await ask('status', limit)).json())),
    logs: (service, tail, signal) =>
      follow(`logs?follow&service=${service}&tail=${String(tail)}`, logLine, signal),
    requests: (tail, signal) => follow(`requests?follow&tail=${String(tail)}`, requestEntry, signal),
    stop: async (signal) => {
      await limited(signal, async (limit) => {
        await (await ask('stop', limit, 'POST')).body?.cancel()
      })
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

/** The home's running practice process; null when it does not run. */
export const attach = async (
  homeFolder: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<PracticeClient | null> => {
  const state = await readProcessState(homeFolder)
  if (state === null || !processExists(state.pid)) return null
  const client = clientOf(state)
  try {
    const status = await client.status(signal)
    return status.pid === state.pid ? client : null
  } catch {
    signal.throwIfAborted()
    // Another program has the PID or the port now: the process that wrote the file is gone.
    return null
  }
}
