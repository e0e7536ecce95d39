import { z } from 'zod'
import { Failure } from '../../../shared/errors'
import type { Finding, Step } from '../../orchestrator/step'
import type { Fleet } from '../fleet'
import { identifier } from '../sessions'
import { lookAt, until } from '../steps/http-look'
import { appStep } from './app-step'
import { inAdmin, inDatabase, type GenuineParts } from './parts'

const volume = 'fake_volume'
const healthPath = '/anno_health'
const tablesPath = `/annotation/api/v2/aligned_volume/${volume}/table`

/** Whoever asks first for a volume makes its database (CAVE-FACTS 3), which takes a second, on a slow machine many. */
const makingMilliseconds = 60_000
const lookMilliseconds = 5000
/** A service has several processes, and each may fail once or twice after its connections were cut (CAVE-FACTS 8.A). */
const goodInARow = 4

/**
 * Of the tables that are made with the volume's database those that nothing works without. AnnotationEngine makes all of them in
 * one request; a second one that comes meanwhile takes the database as it is, makes some itself, and the first then fails: the
 * others are never made.
 */
const ofVolume = ['annotation_table_metadata', 'analysisversion', 'analysistables', 'version_error']

type Volume = 'absent' | 'whole' | 'half-made' | 'half-made and used'

const named = z.object({ name: z.string() })
const some = z.object({ some: z.boolean() })

const find = async (parts: GenuineParts, fleet: Fleet, signal: AbortSignal): Promise<Volume> => {
  const databases = await inAdmin(parts, fleet, signal, (session) =>
    session.rows(named, 'select datname as name from pg_database'),
  )
  if (!databases.some(({ name }) => name === volume)) return 'absent'
  return inDatabase(parts, fleet, volume, signal, async (session) => {
    const tables = await session.rows(
      named,
      "select tablename as name from pg_tables where schemaname = 'public'",
    )
    const missing = ofVolume.filter((table) => !tables.some(({ name }) => name === table))
    if (missing.length === 0) return 'whole'
    if (missing.includes('annotation_table_metadata')) return 'half-made'
    const [used] = await session.rows(some, 'select exists (select from annotation_table_metadata) as some')
    return used?.some ? 'half-made and used' : 'half-made'
  })
}

const findings: Readonly<Record<Volume, Finding>> = {
  absent: { holds: false, detail: `There is no database ${volume} yet.` },
  whole: { holds: true, detail: `It answers; the database ${volume} is whole.` },
  'half-made': { holds: false, detail: `The database ${volume} is half made.` },
  'half-made and used': { holds: false, detail: `The database ${volume} lacks tables.` },
}

const lost = (): Failure =>
  new Failure({
    code: 'STEP_FAILED',
    what: `The database ${volume} lacks tables of its own.`,
    why: 'Its making was interrupted, and annotation tables were made in it since.',
    fix: 'Run "down --volumes", which removes them, then "up".',
  })

const isUp = async (fleet: Fleet, signal: AbortSignal): Promise<boolean> => {
  const look = await lookAt(fleet.address, healthPath, lookMilliseconds, signal)
  return look.answered && look.status === 200
}

/** A process that has worked with a database of this name does not make it again. */
const restart = async (parts: GenuineParts, fleet: Fleet, signal: AbortSignal): Promise<void> => {
  await parts.project.act('annotation', 'restart', signal)
  await until(signal, () => isUp(fleet, signal))
}

/** One request alone makes the database: nothing else of ours asks for the volume until it is whole. */
const make = async (parts: GenuineParts, fleet: Fleet, signal: AbortSignal): Promise<void> => {
  for (let asked = false; ; asked = true) {
    const found = await find(parts, fleet, signal)
    if (found === 'whole') return
    if (found === 'half-made and used') throw lost()
    if (found === 'half-made')
      await inAdmin(parts, fleet, signal, (session) =>
        session.run(`drop database ${identifier(volume)} with (force)`),
      )
    if (asked || found === 'half-made') await restart(parts, fleet, signal)
    await lookAt(fleet.address, tablesPath, makingMilliseconds, signal)
  }
}

const answersWell = async (fleet: Fleet, signal: AbortSignal): Promise<boolean> => {
  for (let good = 0; good < goodInARow; good += 1) {
    const look = await lookAt(fleet.address, tablesPath, lookMilliseconds, signal)
    if (!look.answered || look.status !== 200) return false
  }
  return true
}

/** The first annotation request of a volume makes its database: CAVE-FACTS 3. */
export const annotation = (parts: GenuineParts): Step<Fleet> => {
  const service = appStep(parts, {
    id: 'annotation',
    title: 'AnnotationEngine',
    needs: ['datastack'],
    limit: { milliseconds: 180_000, reason: 'it starts in 1 s, on a slow machine in a minute' },
    services: ['annotation'],
    paths: [healthPath],
    failure: { what: 'AnnotationEngine did not start.', fix: 'Look at the log of annotation, then retry.' },
  })
  return {
    ...service,
    probe: async (fleet, signal) => {
      const answers = await service.probe(fleet, signal)
      return answers.holds ? findings[await find(parts, fleet, signal)] : answers
    },
    act: async (fleet, report, signal) => {
      await service.act(fleet, report, signal)
      report.detail(`Making the database ${volume}`)
      await make(parts, fleet, signal)
      await until(signal, () => answersWell(fleet, signal))
    },
  }
}
