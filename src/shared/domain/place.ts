import { z } from 'zod'

/** As Compose takes it: https://docs.docker.com/compose/how-tos/project-name/ */
export const projectName = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/)

/** Where the fleets of a home are: their port on 127.0.0.1, and the Compose project that the genuine one's containers and volumes are named after. */
export const place = z.object({ port: z.number().int().min(1).max(65_535), project: projectName })
export type Place = z.infer<typeof place>
