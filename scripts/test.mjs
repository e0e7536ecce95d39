/** `npm test`: set-up, checks, then every test. The last line counts them: "N passed, N failed, N skipped". */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative } from 'node:path'
import { root, setUp } from './set-up.mjs'

setUp()
const { check } = await import('./check.mjs')

const quick = process.argv.includes('--quick')
const reports = join(root, '.cache', 'test-reports')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

/** Under a minute and a half on two cores: the unit tests of the core, but those that start a PostgreSQL or a Python of their own. */
const quickly = [
  '--project=unit',
  '--exclude=test/renderer/**',
  ...['practice', 'data', 'fleet', 'lessons', 'terminal'].map((name) => `--exclude=test/main/${name}/**`),
]
const sharedBetweenLanes = `--maxWorkers=${Math.max(1, Math.floor(availableParallelism() / 2))}`

const machine = { name: 'machine', args: ['--project=e2e', '--project=engine', '--project=genuine'] }
/** A run of its own: what is packaged is made before the first test of its run. */
const packages = { name: 'packages', args: ['--project=package'] }
const program = {
  name: 'program',
  args: ['--project=unit', '--project=fleet', '--project=security', '--project=contract', sharedBetweenLanes],
}

/**
 * Side by side, for most of a test is waiting; what stands in one lane comes one after the other. The browser's come before those on the
 * engine, never beside them: a network of containers that comes or goes cuts a browser's connections.
 */
const lanes = quick ? [[{ name: 'quick', args: quickly }]] : [[machine, packages], [program]]

const reportOf = ({ name }) => join(reports, `${name}.json`)

const readReport = (lane) => {
  try {
    return JSON.parse(readFileSync(reportOf(lane), 'utf8'))
  } catch {
    return undefined
  }
}

/** Each failed test with the first lines of why, and each file that could not be loaded. */
const failuresOf = (report) =>
  (report?.testResults ?? []).flatMap((file) => {
    const path = relative(root, file.name)
    const why = (text) => (text ?? '').split('\n').slice(0, 6).join('\n  ')
    const failed = file.assertionResults.filter(({ status }) => status === 'failed')
    if (failed.length === 0 && file.status === 'failed') return [`${path}\n  ${why(file.message)}`]
    return failed.map(({ fullName, failureMessages }) => `${path}: ${fullName}\n  ${why(failureMessages[0])}`)
  })

/** The first lane is seen as it goes on, the others when they have ended. */
const run = (tests, isSeen) =>
  new Promise((done) => {
    const args = [
      join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      ...tests.args,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportOf(tests)}`,
    ]
    const seen = isSeen ? 'inherit' : 'pipe'
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', seen, seen] })
    const chunks = []
    child.stdout?.on('data', (chunk) => chunks.push(chunk))
    child.stderr?.on('data', (chunk) => chunks.push(chunk))
    child.on('close', (status) =>
      done({
        name: tests.name,
        status: status ?? 1,
        output: Buffer.concat(chunks),
        report: readReport(tests),
      }),
    )
  })

const runLane = async (lane, index) => {
  const ends = []
  for (const tests of lane) ends.push(await run(tests, index === 0))
  return ends
}

const tell = (text) => process.stdout.write(`${text}\n`)

const checks = await check()
const ends = (await Promise.all(lanes.map(runLane))).flat()
for (const { output } of ends) process.stdout.write(output)

const failedChecks = checks.filter(({ ok }) => !ok).length
const counts = { passed: checks.length - failedChecks, failed: failedChecks, skipped: 0 }
for (const { status, report } of ends) {
  counts.passed += report?.numPassedTests ?? 0
  counts.skipped += (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0)
  // A suite that could not even be loaded, or an unhandled error, counts as one failure.
  counts.failed += Math.max(report?.numFailedTests ?? 0, status === 0 ? 0 : 1)
}

// Once more at the end, for what has failed is far above by then.
for (const { name } of checks.filter(({ ok }) => !ok)) tell(`failed: npm run check, ${name}`)
for (const { name, report } of ends)
  for (const failure of failuresOf(report)) tell(`failed: ${name}, ${failure}`)
tell(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exitCode = counts.failed === 0 ? 0 : 1
