import { defineConfig } from 'vitest/config'

/** One project a kind of proof; `npm run test:quick` leaves out those that need a fleet, a browser or Python. */
const project = (name: string, include: string[], seconds: number, parallel = true) => ({
  test: {
    name,
    include,
    testTimeout: seconds * 1000,
    hookTimeout: seconds * 1000,
    fileParallelism: parallel,
    globalSetup: name === 'unit' ? [] : ['test/support/build.ts'],
  },
})

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      project('unit', ['test/{shared,main,renderer,scripts}/**/*.test.{ts,tsx}'], 20),
      project('fleet', ['test/fleet/**/*.test.ts'], 60),
      project('contract', ['test/contract/**/*.test.ts'], 120, false),
      project('e2e', ['test/e2e/**/*.test.ts'], 120, false),
    ],
  },
})
