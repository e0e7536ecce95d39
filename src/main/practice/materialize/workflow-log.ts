import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { PracticeContext } from '../context'

const stamp = (): string => new Date().toISOString().replace('T', ' ').replace('.', ',').slice(0, 23)

/** Writes the worker's log as Celery does (CAVE-FACTS 7): whoever follows a materialization reads its stages here. */
export interface WorkflowLog {
  /** The run's task: "orchestration:run_complete_workflow[uuid]: text". */
  say(text: string, level?: 'info' | 'warning'): void
  /** A line of a worker process that names no task. */
  note(text: string, level?: 'info' | 'warning'): void
  /** Runs one task of the chain: "received", then "succeeded in 0.02s: result". */
  task<T>(name: string, work: () => Promise<T>, result: (value: T) => string): Promise<T>
  sayIn(name: string, text: string): void
}

const seconds = (since: number): string => `${String((performance.now() - since) / 1000)}s`

const format = (level: 'info' | 'warning' | 'error', process: string, text: string): string =>
  `[${stamp()}: ${level.toUpperCase()}/${process}] ${text}`

const main = 'MainProcess'
const worker = 'ForkPoolWorker-1'

/** Logs of one run; `work` gets them and answers Celery's result. */
export const loggedRun = async (
  context: PracticeContext,
  name: string,
  work: (log: WorkflowLog, id: string) => Promise<string>,
): Promise<void> => {
  const id = randomUUID()
  const write = (level: 'info' | 'warning' | 'error', process: string, text: string): void => {
    context.log('mat-worker', level, format(level, process, text))
  }
  const log: WorkflowLog = {
    say: (text, level = 'info') => write(level, worker, `${name}[${id}]: ${text}`),
    note: (text, level = 'info') => write(level, worker, text),
    sayIn: (task, text) => write('info', worker, `${task}[${randomUUID()}]: ${text}`),
    task: async (task, each, result) => {
      const own = randomUUID()
      const since = performance.now()
      write('info', main, `Task ${task}[${own}] received`)
      const value = await each()
      write('info', worker, `Task ${task}[${own}] succeeded in ${seconds(since)}: ${result(value)}`)
      return value
    },
  }
  const since = performance.now()
  write('info', main, `Task ${name}[${id}] received`)
  try {
    const result = await work(log, id)
    write('info', worker, `Task ${name}[${id}] succeeded in ${seconds(since)}: ${result}`)
  } catch (error) {
    const kind = error instanceof Error ? error.name : 'Error'
    const text = error instanceof Error ? error.message : String(error)
    write('error', worker, `Task ${name}[${id}] raised unexpected: ${kind}(${JSON.stringify(text)})`)
  }
}
