import { z } from 'zod'
import { pythonEnvironment, readerId, sessionId, size, terminalEvent } from '../domain/terminal'
import { call, stream } from './channel'

export const terminalChannels = {
  'terminal.environment': stream(z.void(), pythonEnvironment),
  /** Makes or repairs the Python environment; answers when it is ready. */
  'terminal.prepare': call(z.void(), pythonEnvironment),
  /** `stage`: for an audience, so an error is one line, without the places of files. */
  'terminal.open': call(size.extend({ stage: z.boolean().optional() }), z.object({ session: sessionId })),
  /** A reader that names itself is sent no more than it can draw: it tells by `terminal.taken` what it has drawn. */
  'terminal.output': stream(z.object({ session: sessionId, reader: readerId.optional() }), terminalEvent),
  'terminal.taken': call(
    z.object({ session: sessionId, reader: readerId, characters: z.number().int().min(1) }),
    z.void(),
  ),
  'terminal.write': call(z.object({ session: sessionId, data: z.string().max(65_536) }), z.void()),
  'terminal.resize': call(z.object({ session: sessionId, size }), z.void()),
  /** The versions that can be asked for now: its client moves on from one that it found by itself, and says so. */
  'terminal.versions': call(
    z.object({ session: sessionId, versions: z.array(z.number().int().min(1)).max(10_000) }),
    z.void(),
  ),
  'terminal.restart': call(z.object({ session: sessionId }), z.void()),
  'terminal.close': call(z.object({ session: sessionId }), z.void()),
}
