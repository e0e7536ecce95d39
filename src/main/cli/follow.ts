import type { FleetStatus } from '../../shared/domain/fleet'
import type { Session } from './session'
import { jobLine, liveLines, plainStepLine, stepChanges } from './step-progress'

const up = (lines: number): string => (lines === 0 ? '' : `\u001b[${lines}A\u001b[0J`)

/** Draws what the fleet is doing: a live list on a terminal, else a line a change. */
const painter = ({ io, output }: Session): ((status: FleetStatus) => void) => {
  let before: FleetStatus | undefined
  let drawn = 0
  let stage: string | undefined

  return (status) => {
    const changes = stepChanges(before, status)
    before = status
    for (const step of changes) {
      output.event({
        type: 'step',
        id: step.id,
        title: step.title,
        state: step.state,
        detail: step.detail,
        already: step.already,
        elapsed: step.elapsed,
        error: step.error,
      })
    }
    if (io.stderr.isTerminal) {
      const lines = liveLines(status, io.stderr.columns - 1)
      io.stderr.write(`${up(drawn)}${lines.map((line) => `${line}\n`).join('')}`)
      drawn = lines.length
      return
    }
    for (const step of changes) io.stderr.write(`${plainStepLine(step)}\n`)
    const job = jobLine(status, io.stderr.columns)
    // Progress in per cent would be a line each time: only a new stage is told.
    const now = status.job === null ? undefined : `${status.job.kind} ${status.job.stage}`
    if (job !== undefined && now !== stage && status.steps.length === 0) io.stderr.write(`${job}\n`)
    stage = now
  }
}

/** The picture may come up to a tenth of a second after the work; longer than this it is not waited for. */
const lastLook = 500

/** Does a work on the fleet while showing what the fleet does, to the last change. */
export const follow = async <T>(session: Session, work: () => Promise<T>): Promise<T> => {
  const controller = await session.controller()
  const ended = new AbortController()
  const paint = painter(session)
  let idle = true
  let whenIdle = (): void => undefined
  const watching = (async () => {
    for await (const status of controller.watch(ended.signal)) {
      if (ended.signal.aborted) break
      paint(status)
      idle = status.job === null
      if (idle) whenIdle()
    }
  })().catch((error: unknown) => {
    // The work's own answer is what counts; that the picture of it broke is told on the side.
    idle = true
    whenIdle()
    const why = error instanceof Error ? error.message : String(error)
    if (!ended.signal.aborted) session.output.note(`The progress could not be shown: ${why}`)
  })
  try {
    return await work()
  } finally {
    if (!idle) {
      await new Promise<void>((resolve) => {
        const limit = setTimeout(resolve, lastLook)
        whenIdle = () => {
          clearTimeout(limit)
          resolve()
        }
      })
    }
    ended.abort()
    await watching
  }
}
