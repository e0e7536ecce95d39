/** `npm start`: packages, build, a fleet with its progress, then the panel: a window where one can be had, else an address. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { findElectron } from './electron.mjs'
import { root, run, setUp } from './set-up.mjs'

const own = new Set(['--browser'])
const options = process.argv.slice(2).filter((word) => !own.has(word))
const cli = join(root, 'bin', 'realcave.mjs')

setUp()

if (options.some((word) => word === '--help' || word === '-h')) {
  process.stdout.write(
    'Usage: npm start [-- options]\n\n' +
      'Installs, builds, starts the fleet as "realcave up" does, then opens the panel.\n\n' +
      'Options of npm start alone:\n' +
      '  --browser         print an address for your browser, open no window\n\n' +
      'All others are those of "realcave up":\n\n',
  )
  process.exit(run(process.execPath, [cli, 'up', '--help']))
}

const up = run(process.execPath, [cli, 'up', ...options])
if (up === 2) process.exit(2)
if (up !== 0)
  process.stderr.write('\nThe fleet is not up. The panel opens all the same and shows what is wrong.\n')

const electron = process.argv.includes('--browser') ? { why: '--browser was given' } : findElectron()

const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const [file, args] = electron.file
  ? [electron.file, [...sandbox, root, ...options]]
  : [process.execPath, [cli, 'serve', ...options]]
if (!electron.file) process.stderr.write(`\nThe panel is served to your browser: ${electron.why}.\n`)

const panel = spawn(file, args, { cwd: root, stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => panel.kill(signal))
panel.on('error', (error) => {
  process.stderr.write(`The panel could not be started: ${error.message}\n`)
  process.exitCode = 1
})
panel.on('exit', (status) => {
  process.exitCode = status ?? 0
})
