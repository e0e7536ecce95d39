import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { PracticeContext } from '../context'

/** Writes the worker's log as Celery does (CAVE-FACTS 7): whoever follows a materialization reads its stages here. */
export interface WorkflowLog {
  /** The run's task: "orchestration:run_complete_workflow[uuid]: text". */
  say(text: string, level?: 'info' | 'warning'): void
  /** Another task's: "workflow:check_tables[uuid]: text". */
  sayIn(task: string, text: string): void
  /** A line of a worker process that names no task. */
  note(text: string): void
  /** Runs one task of the chain: "received", then "succeeded in 0.02s: result". */
  task<T>(name: string, work: () => Promise<T>, result: (value: T) => string): Promise<T>
}

const stamp = (): string => new Date().toISOString().replace('T', ' ').replace('.', ',').slice(0, 23)

const worker = 'ForkPoolWorker-1'

/** Logs of one run; `work` gets them and its id, and answers Celery's result. Never rejects. */
export const loggedRun = async (
  context: PracticeContext,
  name: string,
  work: (log: WorkflowLog, id: string) => Promise<string>,
): Promise<void> => {
  const write = (text: string, level: 'info' | 'warning' | 'error' = 'info', process = worker): void => {
    context.log('mat-worker', level, `[${stamp()}: ${level.toUpperCase()}/${process}] ${text}`)
  }
  const run = async <T>(task: string, id: string, each: () => Promise<T>, result: (value: T) => string) => {
    const since = performance.now()
    write(`Task ${task}[${id}] received`, 'info', 'MainProcess')
    const value = await each()
    const seconds = String((performance.now() - since) / 1000)
    write(`Task ${task}[${id}] succeeded in ${seconds}s: ${result(value)}`)
    return value
  }
  const id = randomUUID()
  const log: WorkflowLog = {
    say: (text, level) => write(`${name}[${id}]: ${text}`, level),
    sayIn: (task, text) => write(`${task}[${randomUUID()}]: ${text}`),
    note: (text) => write(text),
    task: (task, each, result) => run(task, randomUUID(), each, result),
  }
  await run(name, id, () => work(log, id), String).catch((error: unknown) => {
    const [kind, text] = error instanceof Error ? [error.name, error.message] : ['Error', String(error)]
    write(`Task ${name}[${id}] raised unexpected: ${kind}(${JSON.stringify(text)})`, 'error')
  })
}
