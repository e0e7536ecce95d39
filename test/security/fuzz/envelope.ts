import { z } from 'zod'
import { errorInfo } from '../../../src/shared/errors'

/** Every answer has this shape, whatever was asked. */
export const envelopeOf = z.union([
  z.object({ ok: z.literal(true), value: z.unknown().optional() }),
  z.object({ ok: z.literal(false), error: errorInfo }).strict(),
])
