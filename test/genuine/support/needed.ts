import { describe } from 'vitest'
import { engineTrouble } from './docker'

const trouble = await engineTrouble()
// In CI it is an error: nothing is left out in silence.
const leftOut = trouble !== undefined && process.env['CI'] !== 'true'
if (leftOut) process.stderr.write(`Skipped: no Docker engine with Compose: ${trouble}\n`)

/** Tests on a real engine; left out, with the reason, where there is none. */
export const onEngine = describe.skipIf(leftOut)
