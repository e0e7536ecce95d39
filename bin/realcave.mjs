#!/usr/bin/env node
/** The command line, and what the practice fleet's own process is started with. It runs what `npm run build` made. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const file = fileURLToPath(import.meta.url)
const root = dirname(dirname(file))
const built = join(root, 'out', 'main', 'cli.cjs')

if (existsSync(built)) {
  const { runAsProcess } = createRequire(import.meta.url)(built)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const status = await runAsProcess(process.argv.slice(2), {
    version,
    self: { file: process.execPath, arguments: [file] },
    // Linked by npm it has its own name; else it is a file of the source folder.
    command: basename(process.argv[1]) === 'realcave' ? ['realcave'] : ['node', file],
    resources: join(root, 'resources'),
    panel: join(root, 'out', 'renderer'),
    dashboard: join(root, 'out', 'dashboard'),
  })
  // Whatever a library left open must not keep a verb that has ended.
  process.exit(status)
} else {
  process.stderr.write(`RealCAVE has not been built.
  Why: ${built} is not there.
  Fix: Run "npm start" in ${root}, or "npm ci" and "npm run build".
`)
  process.exit(1)
}
