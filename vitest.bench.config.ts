import { defineConfig } from 'vitest/config'

/** `npm run bench`: one file after another, so that nothing measured shares the machine with another measurement. */
export default defineConfig({
  test: {
    include: ['test/bench/**/*.bench.ts'],
    fileParallelism: false,
    testTimeout: 10 * 60_000,
    hookTimeout: 10 * 60_000,
    globalSetup: ['test/support/build.ts'],
  },
})
