import type { FleetStatus } from '../../shared/domain/fleet'
import type { Session } from './session'
import { fleetLine } from './fleet-line'
import { jobLine, liveLines, plainStepLine, stepChanges } from './step-progress'

const up = (lines: number): string => (lines === 0 ? '' : `\u001b[${lines}A\u001b[0J`)

type Paint = (status: FleetStatus) => void

/** Draws lines over those that were drawn before. */
const redrawing = ({ io }: Session): ((lines: readonly string[]) => void) => {
  let drawn = 0
  return (lines) => {
    io.stderr.write(`${up(drawn)}${lines.map((line) => `${line}\n`).join('')}`)
    drawn = lines.length
  }
}

/** The steps of a start: a live list on a terminal, else a line a change. */
export const steps = (session: Session): Paint => {
  const { io, output } = session
  const redraw = redrawing(session)
  let before: FleetStatus | undefined
  return (status) => {
    // Said first, while another fleet could still be chosen.
    if (before === undefined) io.stderr.write(`${fleetLine(status)}\n`)
    const changes = stepChanges(before, status)
    before = status
    for (const { id, title, state, detail, already, elapsed, error } of changes) {
      output.event({ type: 'step', id, title, state, detail, already, elapsed, error })
    }
    if (io.stderr.isTerminal) redraw(liveLines(status, io.stderr.columns - 1))
    else for (const step of changes) io.stderr.write(`${plainStepLine(step)}\n`)
  }
}

/** The stages of any other work: one line on a terminal, else a line a stage. */
const stages = (session: Session): Paint => {
  const { io } = session
  const redraw = redrawing(session)
  let stage: string | undefined
  return (status) => {
    const line = jobLine(status, io.stderr.columns - 1)
    if (line === undefined) return
    if (io.stderr.isTerminal) return redraw([line])
    // Progress in per cent would be a line each time: only a new stage is told.
    const now = `${status.job?.kind} ${status.job?.stage}`
    if (now !== stage) io.stderr.write(`${line}\n`)
    stage = now
  }
}

/** The picture may come up to a tenth of a second after the work; longer than this it is not waited for. */
const lastLook = 500

/** Does a work on the fleet while showing what the fleet does, to the last change. */
export const follow = async <T>(session: Session, work: () => Promise<T>, painter = stages): Promise<T> => {
  const controller = await session.controller()
  const ended = new AbortController()
  const paint = painter(session)
  let idle = true
  let whenIdle = (): void => undefined
  const watching = (async () => {
    for await (const status of controller.watch(ended.signal, { sees: 'own' })) {
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
