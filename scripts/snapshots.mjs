/**
 * `npm run snapshots`: compares the panel's and the dashboard's looks with the pictures of test/e2e/visual; with `-- --renew`
 * makes these anew. Look at each that has changed before it is committed.
 */
import { join } from 'node:path'
import { root, run } from './set-up.mjs'

const renew = process.argv.includes('--renew')
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
process.exitCode = run(process.execPath, [vitest, 'run', '--project', 'e2e', 'test/e2e/visual'], {
  env: { ...process.env, RENEW_SNAPSHOTS: renew ? '1' : '0' },
})
