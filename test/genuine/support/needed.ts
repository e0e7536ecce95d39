import { engineTrouble } from './docker'

const trouble = await engineTrouble()

/** Whether tests on a real engine are left out, which is said. CI leaves nothing out: there they fail. */
export const noEngine = trouble !== undefined && process.env['CI'] !== 'true'
if (noEngine) process.stderr.write(`Skipped: no Docker engine with Compose: ${trouble}\n`)
