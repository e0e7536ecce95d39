import { defineConfig } from 'vitest/config'

const globalSetup: Readonly<Record<string, string[]>> = {
  fleet: ['test/support/build.ts'],
  genuine: ['test/support/build.ts'],
  contract: ['test/support/build.ts'],
  security: ['test/support/build.ts'],
  e2e: ['test/support/build.ts', 'test/e2e/support/shared-fleet.ts'],
  package: ['test/support/build.ts', 'test/package/support/packages.ts'],
}

/** One after the other, after all others: each has the machine's network or engine for itself. */
const turns = ['contract', 'e2e', 'engine', 'genuine', 'package']

/** One project a kind of proof; `npm run test:quick` leaves out those that need a fleet, a browser or Python. */
const project = (name: string, include: string[], seconds: number, parallel = true) => ({
  test: {
    name,
    include,
    testTimeout: seconds * 1000,
    hookTimeout: seconds * 1000,
    fileParallelism: parallel,
    // What a person would see at once, on a machine that is busy with the other projects.
    expect: { poll: { timeout: name === 'e2e' ? 10_000 : 1000 } },
    globalSetup: globalSetup[name] ?? [],
    sequence: { groupOrder: turns.indexOf(name) + 1 },
  },
})

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      project('unit', ['test/{docs,shared,main,renderer,scripts}/**/*.test.{ts,tsx}'], 60),
      project('fleet', ['test/fleet/**/*.test.ts'], 120),
      project('security', ['test/security/**/*.test.ts'], 120),
      project('engine', ['test/engine/**/*.test.ts'], 120, false),
      project('genuine', ['test/genuine/**/*.test.ts'], 120, false),
      project('contract', ['test/contract/**/*.test.ts'], 180, false),
      project('e2e', ['test/e2e/**/*.test.ts'], 180, false),
      project('package', ['test/package/**/*.test.ts'], 180),
    ],
  },
})
