import { z } from 'zod'
import { engineStart, engineStatus } from '../domain/engine'
import { call, stream } from './channel'

export const engineChannels = {
  'engine.status': call(z.void(), engineStatus),
  /**
   * Begins to start Docker Desktop, unless that is under way; answers at once. It goes on when the panel that asked has gone, and ends
   * when the engine answers, at its limit of ten minutes, or by a cancel.
   */
  'engine.start': call(z.void(), z.void()),
  /** Ends the wait. What was begun goes on by itself: Docker Desktop is another program. */
  'engine.cancel': call(z.void(), z.void()),
  /** The whole state at once, then again at each change. */
  'engine.watch': stream(z.void(), engineStart),
}
