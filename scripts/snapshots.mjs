/**
 * `npm run snapshots`: compares the panel's and the dashboard's looks with the pictures of test/e2e/visual; with `-- --renew`
 * makes these anew. Look at each that has changed before it is committed.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './set-up.mjs'

const renew = process.argv.includes('--renew')
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'e2e', 'test/e2e/visual.test.ts'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, RENEW_SNAPSHOTS: renew ? '1' : '0' } },
)
process.exitCode = status ?? 1
