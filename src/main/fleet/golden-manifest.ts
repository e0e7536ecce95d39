import { z } from 'zod'
import type { Baseline } from '../../shared/domain/fleet'
import { fleetKind } from '../../shared/domain/fleet'
import type { FoundDatabase } from './database-copies'
import { goldenDatabase, type GoldenOrigin } from './database-names'

/** With what golden copies were made: they fit only services of the same make. */
export const goldenMake = z.object({
  kind: fleetKind,
  port: z.number().int(),
  /** Images by service; empty for the practice fleet, which has none. Earlier builds wrote down those of every service. */
  images: z.record(z.string(), z.string()),
})
export type GoldenMake = z.infer<typeof goldenMake>

/** What a set of golden copies is; kept as the comment of its first database, so that set and manifest appear together. */
export const goldenManifest = z.object({
  format: z.literal(1),
  origin: z.enum(['first', 'declared']),
  madeAt: z.string(),
  make: goldenMake,
  tables: z.array(z.string()),
  versions: z.array(z.number().int()),
  /** Names of the live databases that the set holds copies of; the one with the live tables comes first. */
  members: z.array(z.string()).min(1),
})
export type GoldenManifest = z.infer<typeof goldenManifest>

/** The manifest of a set that is there in full; null when there is none, or one that cannot be relied on. */
export const manifestOf = (
  origin: GoldenOrigin,
  liveTables: string,
  found: readonly FoundDatabase[],
): GoldenManifest | null => {
  const text = found.find((each) => each.name === goldenDatabase(origin, liveTables))?.comment
  const manifest = goldenManifest.safeParse(parsed(text ?? ''))
  if (!manifest.success) return null
  const names = new Set(found.map((each) => each.name))
  return manifest.data.members.every((member) => names.has(goldenDatabase(origin, member)))
    ? manifest.data
    : null
}

export const baselineOf = (manifest: GoldenManifest): Baseline => ({
  madeAt: manifest.madeAt,
  origin: manifest.origin,
  tables: manifest.tables,
  versions: manifest.versions,
})

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // Another's comment on a database of this name: not a manifest.
    return undefined
  }
}
