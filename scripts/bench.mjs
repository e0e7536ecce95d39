/** `npm run bench [-- NAME ...]`: measures, prints one table and writes .cache/bench.json. The names are those of test/bench/. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { root, setUp } from './set-up.mjs'

const ending = '.bench.ts'
const known = readdirSync(join(root, 'test', 'bench'))
  .filter((name) => name.endsWith(ending))
  .map((name) => name.slice(0, -ending.length))
const wanted = process.argv.slice(2)
const strange = wanted.filter((name) => !known.includes(name))
if (strange.length > 0) {
  process.stderr.write(`There is no benchmark "${strange[0]}". There are: ${known.join(', ')}.\n`)
  process.exit(2)
}

setUp()

const cache = join(root, '.cache')
const lines = join(cache, 'bench.jsonl')
mkdirSync(cache, { recursive: true })
rmSync(lines, { force: true })
const load = loadavg()[0]

const args = [
  'run',
  '--config',
  'vitest.bench.config.ts',
  ...wanted.map((name) => `test/bench/${name}${ending}`),
]
const status = await new Promise((done) => {
  const child = spawn(process.execPath, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, REALCAVE_BENCH_FIGURES: lines },
  })
  child.on('close', (status) => done(status ?? 1))
})

const figures = existsSync(lines)
  ? readFileSync(lines, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
  : []

const number = (value) =>
  value >= 100 ? Math.round(value).toLocaleString('en-GB') : value.toFixed(value >= 10 ? 0 : 1)
const verdict = ({ value, reach }) => (reach === null ? '' : value <= reach ? 'yes' : 'NO')
const cells = (figure) => [
  figure.what,
  `${number(figure.value)} ${figure.unit}`,
  `${figure.by} of ${figure.count}, ${number(figure.least)}-${number(figure.most)}`,
  figure.reach === null ? '' : `<= ${number(figure.reach)}`,
  verdict(figure),
  figure.peer === null
    ? ''
    : `${(figure.value / figure.peer.value).toFixed(2)} x ${figure.peer.what} (${number(figure.peer.value)})`,
]

const table = [['figure', 'measured', 'samples', 'reach', 'met', 'ratio to a peer'], ...figures.map(cells)]
const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)))
const rule = widths.map((width) => '-'.repeat(width))
const shown = [table[0], rule, ...table.slice(1)].map(
  (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`,
)
const machine = {
  cpus: cpus().length,
  model: cpus()[0]?.model,
  memory: totalmem(),
  node: process.version,
  load,
}
process.stdout.write(
  `\n${shown.join('\n')}\n\n${machine.cpus} x ${machine.model}, Node ${process.version}, load before: ${load.toFixed(1)}\n`,
)
writeFileSync(
  join(cache, 'bench.json'),
  `${JSON.stringify({ at: new Date().toISOString(), machine, figures }, null, 2)}\n`,
)
rmSync(lines, { force: true })
process.exitCode = status
