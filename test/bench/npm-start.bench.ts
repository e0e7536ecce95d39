import { execFile, spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { onTestFinished, test } from 'vitest'
import { place } from '../support/cli'
import { temporaryFolder } from '../support/temporary-folder'
import { record, timed } from './figure'

const root = resolve(import.meta.dirname, '../..')
const exec = promisify(execFile)
const roundCount = 3

const clone = async (): Promise<string> => {
  const { folder, remove } = await temporaryFolder('clone')
  onTestFinished(remove)
  const repository = join(folder, 'realcave')
  await exec('git', ['clone', '--quiet', root, repository])
  return repository
}

const install = (repository: string): Promise<number> =>
  timed(() => exec('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: repository }))

/** Until the panel's address is printed. */
const started = async (repository: string): Promise<number> => {
  const { options } = await place()
  const before = performance.now()
  const child = spawn('npm', ['start', '--', '--browser', ...options], {
    cwd: repository,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const spent = await new Promise<number>((done, failed) => {
    const take = (chunk: Buffer): void => {
      said += chunk.toString('utf8')
      if (said.includes('The panel is at http')) done(performance.now() - before)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', failed)
    child.on('exit', () => failed(new Error(`npm start ended before it said where the panel is:\n${said}`)))
  })
  const ended = new Promise((done) => child.once('exit', done))
  // The group: npm, the script and the panel. The fleet is a session of its own; place() brings it down.
  process.kill(-(child.pid ?? 0), 'SIGTERM')
  await ended
  return spent
}

test('npm start on a fresh clone, packages cached', async () => {
  const starts: number[] = []
  // Not counted: the first fills npm's cache where it is not full yet.
  const installs: number[] = []
  await install(await clone())
  for (let round = 0; round < roundCount; round += 1) {
    installs.push(await install(await clone()))
    starts.push(await started(await clone()))
  }
  await record({
    what: 'npm start on a fresh clone -> address of the panel',
    unit: 'ms',
    by: 'median',
    samples: starts,
    reach: 60_000,
    peer: { what: 'npm ci alone', samples: installs },
  })
})
