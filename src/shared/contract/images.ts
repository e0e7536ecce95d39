import { z } from 'zod'
import { imagesDownload, imagesStatus } from '../domain/images'
import { call, stream } from './channel'

export const imagesChannels = {
  'images.status': call(z.void(), imagesStatus),
  /**
   * Begins to download what is missing, unless that is under way; answers at once. It goes on when the panel that asked has gone,
   * and holds up no work on the fleet that runs.
   */
  'images.get': call(z.void(), z.void()),
  /** Layers that were loaded stay. */
  'images.cancel': call(z.void(), z.void()),
  /** The whole state at once, then again at each change (at most ten times a second). */
  'images.watch': stream(z.void(), imagesDownload),
}
