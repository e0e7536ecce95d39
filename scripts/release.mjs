/**
 * `npm run release`: what this platform's people install, in dist/, with what belongs to it: the notes of this version, the bill of
 * materials, the checksums. CI runs it on each platform; by hand it does the same. `-- --unreleased` for a version that CHANGELOG.md
 * does not call released yet.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { artifactsOf } from './release/artifacts.mjs'
import { bundled, shippedBill } from './release/bill.mjs'
import { checksums } from './release/checksums.mjs'
import { notesOf } from './release/notes.mjs'
import { root, run } from './set-up.mjs'

const platform = { linux: 'linux', win32: 'win', darwin: 'mac' }[process.platform]
const dist = join(root, 'dist')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

const notes = notesOf(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), version, {
  unreleased: process.argv.includes('--unreleased'),
})

const status = run(process.execPath, [join(root, 'scripts', 'package.mjs'), platform])
if (status !== 0) process.exit(status)

writeFileSync(join(dist, 'RELEASE-NOTES.md'), notes)
const bill = shippedBill(
  root,
  join(dist, `stage-${platform}-${platform === 'mac' ? 'arm64' : 'x64'}`),
  bundled(root),
)
writeFileSync(join(dist, `RealCAVE-${version}-${platform}.cdx.json`), `${JSON.stringify(bill, null, 2)}\n`)
const artifacts = artifactsOf(readdirSync(dist), version, platform)
writeFileSync(join(dist, `SHA256SUMS-${platform}`), await checksums(dist, artifacts))
process.stdout.write(
  `${[...artifacts, `SHA256SUMS-${platform}`, 'RELEASE-NOTES.md'].map((name) => `dist/${name}`).join('\n')}\n`,
)
