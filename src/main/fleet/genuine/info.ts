import { Failure } from '../../../shared/errors'
import type { Step } from '../../orchestrator/step'
import { comment, commentOf } from '../database-copies'
import type { Fleet } from '../fleet'
import { lookAt, until } from '../steps/http-look'
import { explainAs } from '../steps/step-parts'
import { inAdmin, notRunning, throwIfEnded, type GenuineParts } from './parts'

const database = 'datasets'

/** What the database says about itself once it is migrated: by which image. Another image may bring other migrations. */
const migratedBy = ({ project }: GenuineParts): string => `Migrated by ${project.images['info'] ?? 'info'}`

const isMigrated = (parts: GenuineParts, fleet: Fleet, signal: AbortSignal): Promise<boolean> =>
  inAdmin(parts, fleet, signal, async (session) => (await commentOf(session, database)) === migratedBy(parts))

const answers = async (fleet: Fleet, signal: AbortSignal): Promise<boolean> => {
  const found = await lookAt(fleet.address, '/info/health', 3000, signal)
  return found.answered && found.status === 200
}

const migrate = async (
  parts: GenuineParts,
  fleet: Fleet,
  log: (line: string) => void,
  signal: AbortSignal,
): Promise<void> => {
  const { status, errors } = await parts.project.exec('info', ['flask', 'db', 'upgrade'], log, signal)
  if (status !== 0) {
    throw new Failure({
      code: 'STEP_FAILED',
      what: 'The migrations of the InfoService failed.',
      why: `"flask db upgrade" ended with ${status}: ${errors.trim().split('\n').at(-1) ?? ''}`,
      fix: 'Look at the last lines and at the log of info, then retry.',
    })
  }
  await inAdmin(parts, fleet, signal, (session) => comment(session, database, migratedBy(parts)))
}

export const info = (parts: GenuineParts): Step<Fleet> => ({
  id: 'info',
  title: 'InfoService and its migrations',
  needs: ['databases'],
  limit: {
    milliseconds: 180_000,
    reason: 'it starts in 2 s and migrates in 2 s, on a slow machine in a minute',
  },
  probe: async (fleet, signal) => {
    if ((await notRunning(parts, ['info'], signal)).length > 0)
      return { holds: false, detail: 'It does not run.' }
    if (!(await isMigrated(parts, fleet, signal)))
      return { holds: false, detail: 'Its database is not migrated.' }
    return (await answers(fleet, signal))
      ? { holds: true, detail: 'It answers; its database is migrated.' }
      : { holds: false, detail: '/info/health does not answer yet.' }
  },
  act: async (fleet, report, signal) => {
    report.detail('Starting the container')
    await parts.project.up(['info'], (line) => report.log(line), signal)
    if (!(await isMigrated(parts, fleet, signal))) {
      report.detail('Migrating its database')
      await migrate(parts, fleet, (line) => report.log(line), signal)
    }
    report.detail('Waiting for /info/health')
    await until(signal, async () => {
      if (await answers(fleet, signal)) return true
      await throwIfEnded(parts, ['info'], signal)
      return false
    })
  },
  explain: explainAs('The InfoService did not start.', 'Look at the log of info, then retry.'),
})
