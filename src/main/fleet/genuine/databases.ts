import { z } from 'zod'
import type { Step } from '../../orchestrator/step'
import type { Fleet } from '../fleet'
import { identifier } from '../sessions'
import { explainAs } from '../steps/step-parts'
import { clusterIsMade } from './cluster-mark'
import { inAdmin, inDatabase, type GenuineParts } from './parts'

/**
 * Those that no service makes by itself (CAVE-FACTS 3), and `staging`: mat and its worker both make that one as they start, and
 * side by side one of them fails.
 */
const handMade = ['datasets', 'annotation', 'materialize', 'staging'] as const

const named = z.object({ name: z.string() })

const existing = (parts: GenuineParts, fleet: Fleet, signal: AbortSignal): Promise<ReadonlySet<string>> =>
  inAdmin(parts, fleet, signal, async (session) => {
    const rows = await session.rows(named, 'select datname as name from pg_database')
    return new Set(rows.map(({ name }) => name))
  })

const withoutPostgis = async (parts: GenuineParts, fleet: Fleet, signal: AbortSignal) => {
  const there = await existing(parts, fleet, signal)
  const present = handMade.filter((name) => there.has(name))
  const extensions = await Promise.all(
    present.map((database) =>
      inDatabase(parts, fleet, database, signal, (session) =>
        session.rows(named, "select extname as name from pg_extension where extname = 'postgis'"),
      ),
    ),
  )
  return {
    absent: handMade.filter((name) => !there.has(name)),
    lacking: present.filter((_, index) => extensions[index]?.length === 0),
  }
}

export const databases = (parts: GenuineParts): Step<Fleet> => ({
  id: 'databases',
  title: 'Databases with PostGIS',
  needs: ['leftovers'],
  limit: { milliseconds: 120_000, reason: 'four databases take a second, PostGIS in them a few' },
  probe: async (fleet, signal) => {
    const { absent, lacking } = await withoutPostgis(parts, fleet, signal)
    if (absent.length > 0) return { holds: false, detail: `Not there: ${absent.join(', ')}.` }
    if (lacking.length > 0) return { holds: false, detail: `Without PostGIS: ${lacking.join(', ')}.` }
    return { holds: true, detail: `${handMade.join(', ')} are there.` }
  },
  act: async (fleet, report, signal) => {
    const { absent } = await withoutPostgis(parts, fleet, signal)
    await clusterIsMade(parts.project, signal)
    for (const database of absent) {
      report.log(`Making the database ${database}`)
      await inAdmin(parts, fleet, signal, (session) => session.run(`create database ${identifier(database)}`))
    }
    for (const database of handMade) {
      report.log(`PostGIS in ${database}`)
      await inDatabase(parts, fleet, database, signal, (session) =>
        session.run('create extension if not exists postgis'),
      )
    }
  },
  explain: explainAs('The databases were not made.', 'Look at the log of postgres, then retry.'),
})
