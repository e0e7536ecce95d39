import { resolve } from 'node:path'
import { defineConfig } from 'vite'

/** The stand-in services as one file for the Node of their image. */
export default defineConfig({
  build: {
    ssr: resolve(import.meta.dirname, 'main.ts'),
    target: 'node20',
    outDir: resolve(import.meta.dirname, '../../.cache/stand-in/bundle'),
    emptyOutDir: true,
    rolldownOptions: {
      external: ['pg-native'],
      output: { entryFileNames: 'main.mjs', codeSplitting: false },
    },
  },
  ssr: { noExternal: true },
})
