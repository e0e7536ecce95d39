import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { fleetKind } from '../../shared/domain/fleet'
import { lifeAtFirst, lifeSettings } from '../../shared/domain/life'

export const settings = z
  .object({
    /** Random, made once; the `realcave.home` label of everything that is ours. */
    id: z.uuid(),
    port: z.number().int().min(1).max(65535),
    /** A Compose project name: https://docs.docker.com/compose/how-tos/project-name/ */
    project: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/),
    /** The fleet last used here; null before the first. */
    fleet: fleetKind.nullable(),
    /** Why that one at the first start of this home; null once another was used. */
    because: z.string().nullable().default(null),
    /** Whether the first steps were taken or put away: a panel over this home does not begin with them again. */
    welcomed: z.boolean().default(false),
    /** Whether a classroom's kit was left by hand: one that lies beside the program is not taken by itself again. */
    kitLeft: z.boolean().default(false),
    /** Where the panel was last served to a browser, which keeps what it remembers by that address. */
    panelPort: z.number().int().min(1).max(65535).nullable().default(null),
    leaving: lifeSettings.shape.leaving.default(lifeAtFirst.leaving),
    closing: lifeSettings.shape.closing.default(lifeAtFirst.closing),
    newVersions: lifeSettings.shape.newVersions.default(lifeAtFirst.newVersions),
  })
  .readonly()

/** What one installation remembers between runs. */
export type Settings = z.infer<typeof settings>

export const newSettings = (id: string = randomUUID()): Settings => ({
  id,
  port: 8080,
  project: 'realcave',
  fleet: null,
  because: null,
  welcomed: false,
  kitLeft: false,
  panelPort: null,
  ...lifeAtFirst,
})

/**
 * The id that a corrupt settings file still tells. Containers and volumes carry it: under a new id they would be someone
 * else's.
 */
export const salvageId = (text: string): string | undefined =>
  /"id"\s*:\s*"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"/.exec(text)?.[1]
