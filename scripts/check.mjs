/** `npm run check`: types, lint, layers, circles of folders, dead code, format. All must be clean. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from './set-up.mjs'

const bin = (file) => join(root, 'node_modules', ...file.split('/'))
const types = ['shared', 'node', 'web', 'test'].map((name) => ({
  name: `types (${name})`,
  args: [bin('typescript/bin/tsc'), '-p', `tsconfig.${name}.json`],
}))
const checks = [
  ...types,
  { name: 'lint', args: [bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings'] },
  {
    name: 'layers',
    args: [bin('dependency-cruiser/bin/dependency-cruise.mjs'), 'src', '--config', '.dependency-cruiser.cjs'],
  },
  { name: 'folders', args: ['scripts/folders.mjs'] },
  { name: 'dead code', args: [bin('knip/bin/knip.js'), '--no-progress'] },
  { name: 'format', args: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
]

const perform = ({ name, args }) =>
  new Promise((done) => {
    const chunks = []
    const child = spawn(process.execPath, args, { cwd: root })
    child.stdout.on('data', (chunk) => chunks.push(chunk))
    child.stderr.on('data', (chunk) => chunks.push(chunk))
    child.on('close', (status) => done({ name, ok: status === 0, output: Buffer.concat(chunks).toString() }))
  })

/** Two at a time; the results in order. */
export const check = async () => {
  const results = []
  const waiting = [...checks.entries()]
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, task] = next
      const result = await perform(task)
      results[index] = result
      process.stdout.write(`${result.ok ? 'ok    ' : 'FAILED'} ${result.name}\n`)
      if (!result.ok) process.stdout.write(`${result.output}\n`)
    }
  }
  await Promise.all([worker(), worker()])
  return results
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const results = await check()
  if (results.some(({ ok }) => !ok)) process.exitCode = 1
}
