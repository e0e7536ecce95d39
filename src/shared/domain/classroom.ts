import { z } from 'zod'
import { fleetKind } from './fleet'
import { place } from './place'

const lessonName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/)

/** What an instructor sets for every laptop of a class. What is set here cannot be changed by a trainee; what is not, can. */
export const classroomSettings = z.strictObject({
  $schema: z.string().optional().describe('Where this schema is; editors read it.'),
  title: z.string().min(1).max(80).optional().describe('What the class is called; the panel shows it.'),
  port: place.shape.port.optional().describe('The port of the fleet on 127.0.0.1.'),
  project: place.shape.project.optional().describe('The Compose project of the genuine fleet.'),
  fleet: fleetKind.optional().describe('The fleet that is used: no other can be switched to.'),
  lessons: z
    .array(lessonName)
    .min(1)
    .max(100)
    .optional()
    .describe('The lessons that are shown, by their ids, in this order. Without it: all.'),
  theme: z.enum(['system', 'light', 'dark']).optional().describe('The look of the panel.'),
  typing: z
    .number()
    .int()
    .min(4)
    .max(120)
    .optional()
    .describe('Milliseconds from key to key where a lesson types.'),
  updates: z.literal('off').optional().describe('No look for a new version of RealCAVE.'),
})
export type ClassroomSettings = z.infer<typeof classroomSettings>

/** The kit that this home was set up from. */
export const classroom = z.object({
  /** Told apart from kits of other makings: the digest of its manifest. */
  kit: z.string().regex(/^[0-9a-f]{64}$/),
  /** Where the kit was; it may be gone by now. */
  folder: z.string().min(1),
  /** When the kit was made: ISO 8601, UTC. */
  made: z.string(),
  settings: classroomSettings,
})
export type Classroom = z.infer<typeof classroom>
