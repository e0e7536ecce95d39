import { z } from 'zod'
import { bundlePreview } from '../domain/diagnostics'
import { check } from '../domain/doctor'
import { foreign } from '../domain/foreign'
import { place } from '../domain/place'
import { call, stream } from './channel'

const containerName = z.string().min(1).max(255)

export const doctorChannels = {
  'doctor.run': call(z.void(), z.array(check)),
  /** Where it is, and the first port from there on that nobody has. */
  'place.read': call(z.void(), place.extend({ free: z.number().int() })),
  /** Whether the fleet could listen there; why not, in words, else empty. */
  'port.look': call(place.pick({ port: true }), z.object({ free: z.boolean(), why: z.string() })),
  /**
   * Another port or project, remembered in the home. What runs at the old place is stopped first, its data kept; nothing is started.
   * The data of a genuine fleet stays with its project.
   */
  'place.choose': call(place, z.void()),
  /** What of others has the project name of this home. Fails where no engine answers. */
  'foreign.read': call(z.void(), foreign),
  /** Stops those of the named containers that are of others and have this home's project name. Nothing is removed. Answers with what it stopped. */
  'foreign.stop': call(
    z.object({ containers: z.array(containerName).min(1).max(200) }),
    z.object({ stopped: z.array(z.string()) }),
  ),
  /** Removes containers and networks of this home that have another project name; volumes stay. Answers with their names. */
  'leftovers.remove': call(z.void(), z.object({ removed: z.array(z.string()) })),
  /** Collects what a bundle would hold and tells it once; the core keeps it for as long as the stream is open. */
  'diagnostics.preview': stream(z.void(), bundlePreview),
  /** One file of a preview, as it would be saved. */
  'diagnostics.text': call(
    z.object({ id: z.uuid(), path: z.string().min(1).max(1000) }),
    z.object({ text: z.string() }),
  ),
  /** Saves exactly what was previewed, in the home's folder `diagnostics`. */
  'diagnostics.save': call(
    z.object({ id: z.uuid() }),
    z.object({ file: z.string(), bytes: z.number().int() }),
  ),
}
