import { z } from 'zod'
import { Failure } from '../../../shared/errors'
import { openCave } from '../../data/cave'
import { annotationsPath, newTable } from '../../data/table-requests'
import type { Finding, Step } from '../../orchestrator/step'
import { demoTable } from '../../../shared/domain/demo-table'
import type { Fleet } from '../fleet'
import { identifier, type Session } from '../sessions'
import { explainAs, lookLive, reach } from './step-parts'

const metadata = z.object({ deleted: z.boolean() })
const any = z.object({ seeded: z.boolean() })

type Found = 'absent' | 'empty' | 'deleted' | 'seeded'

/**
 * Rows never leave a table by CAVE's API: deleted and superseded ones stay. So a table without any row is one whose two
 * annotations were never inserted (a start that was killed in between), and whatever a user did to them stays done.
 */
const find = async (live: Session): Promise<Found> => {
  const [known] = await live.rows(
    metadata,
    'select deleted is not null as deleted from annotation_table_metadata where table_name = $1',
    [demoTable.name],
  )
  if (known === undefined) return 'absent'
  if (known.deleted) return 'deleted'
  const [rows] = await live.rows(any, `select exists (select from ${identifier(demoTable.name)}) as seeded`)
  return rows?.seeded ? 'seeded' : 'empty'
}

const findings: Readonly<Record<Found, Finding>> = {
  absent: { holds: false, detail: `There is no table ${demoTable.name}.` },
  empty: { holds: false, detail: `${demoTable.name} is there, its two annotations are not.` },
  deleted: { holds: true, detail: `${demoTable.name} was deleted; a reset brings it back.` },
  seeded: { holds: true, detail: `${demoTable.name} is there.` },
}

export const annotationTable = (needs: readonly string[]): Step<Fleet> => ({
  id: 'annotation-table',
  title: 'Annotation table',
  needs,
  limit: { milliseconds: 45_000, reason: 'making a table and two rows takes well under a second' },
  probe: async (fleet, signal) => findings[await lookLive(fleet, signal, find)],
  act: async (fleet, report, signal) => {
    if ((await lookLive(fleet, signal, find)) === 'absent') {
      report.detail(`Making ${demoTable.name}`)
      await create(fleet, signal)
    }
    report.detail('Adding its two annotations')
    await insert(fleet, signal)
  },
  explain: explainAs(
    `The table ${demoTable.name} was not made.`,
    'Look at the log of the service annotation, then run "up" again.',
  ),
})

const create = async (fleet: Fleet, signal: AbortSignal): Promise<void> => {
  const { connection } = await reach(fleet, signal)
  const request = newTable(connection.alignedVolume, demoTable)
  await openCave(connection).ask(z.unknown(), request, signal)
}

const insert = async (fleet: Fleet, signal: AbortSignal): Promise<void> => {
  const { connection } = await reach(fleet, signal)
  // An insert that failed half-way has used up ids; in an empty table they can be given again.
  await lookLive(fleet, signal, (live) =>
    live.run(`select setval(pg_get_serial_sequence($1, 'id'), 1, false)`, [identifier(demoTable.name)]),
  )
  const path = annotationsPath(connection.alignedVolume, demoTable.name)
  const annotations = demoTable.annotations.map(({ position, tag }) => ({ pt: { position }, tag }))
  try {
    const what = `The annotations of ${demoTable.name} were not added.`
    await openCave(connection).ask(z.unknown(), { method: 'POST', path, body: { annotations }, what }, signal)
  } catch (error) {
    // The service may answer 500 although it has stored the rows: CAVE-FACTS 8.5. What is stored decides.
    if (!(error instanceof Failure) || error.info.code !== 'CAVE_REFUSED') throw error
    if ((await lookLive(fleet, signal, find)) !== 'seeded') throw error
  }
}
