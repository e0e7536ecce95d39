/** `npm test`: set-up, checks, then every test. The last line counts them: "N passed, N failed, N skipped". */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root, setUp } from './set-up.mjs'

setUp()
const { check } = await import('./check.mjs')

const quick = process.argv.includes('--quick')
const report = join(root, '.cache', 'test-report.json')
mkdirSync(join(root, '.cache'), { recursive: true })
rmSync(report, { force: true })

/** Under a minute and a half on two cores: the unit tests of the core, but those that start a PostgreSQL or a Python of their own. */
const quickly = [
  '--project',
  'unit',
  '--exclude=test/renderer/**',
  ...['practice', 'data', 'fleet', 'lessons', 'terminal'].map((name) => `--exclude=test/main/${name}/**`),
]

const runTests = () =>
  new Promise((done) => {
    const args = [
      join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      ...(quick ? quickly : []),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ]
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('close', (status) => done(status ?? 1))
  })

const tell = (text) => process.stdout.write(`${text}\n`)

const readReport = () => {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return undefined
  }
}

const checks = await check()
const status = await runTests()
const tests = readReport()
const failedChecks = checks.filter(({ ok }) => !ok).length
const passed = (tests?.numPassedTests ?? 0) + checks.length - failedChecks
const skipped = (tests?.numPendingTests ?? 0) + (tests?.numTodoTests ?? 0)
/** A suite that could not even be loaded, or an unhandled error, counts as one failure. */
const failed = Math.max(
  (tests?.numFailedTests ?? 0) + failedChecks,
  status === 0 && failedChecks === 0 ? 0 : 1,
)

tell(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exitCode = failed === 0 ? 0 : 1
