import { z } from 'zod'
import { pythonEnvironment, sessionId, size, terminalEvent } from '../domain/terminal'
import { call, stream } from './channel'

export const terminalChannels = {
  'terminal.environment': stream(z.void(), pythonEnvironment),
  /** Makes or repairs the Python environment; answers when it is ready. */
  'terminal.prepare': call(z.void(), pythonEnvironment),
  /** `stage`: for an audience, so an error is one line, without the places of files. */
  'terminal.open': call(size.extend({ stage: z.boolean().optional() }), z.object({ session: sessionId })),
  'terminal.output': stream(z.object({ session: sessionId }), terminalEvent),
  'terminal.write': call(z.object({ session: sessionId, data: z.string().max(65_536) }), z.void()),
  'terminal.resize': call(z.object({ session: sessionId, size }), z.void()),
  'terminal.restart': call(z.object({ session: sessionId }), z.void()),
  'terminal.close': call(z.object({ session: sessionId }), z.void()),
}
