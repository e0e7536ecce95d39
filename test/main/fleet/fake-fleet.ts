import type { Fleet } from '../../../src/main/fleet/fleet'

/** A fleet of which a test replaces what it is about. */
export const fakeFleet = (parts: Partial<Fleet> = {}): Fleet => ({
  kind: 'practice',
  address: 'http://127.0.0.1:18230',
  steps: [],
  connection: async () => null,
  services: async () => [],
  act: async () => undefined,
  logs: async function* () {
    // No line is ever written.
  },
  requests: async function* () {
    // No request is ever made.
  },
  hints: async function* () {
    // Nothing ever changes by itself.
  },
  rebuildGraph: async () => undefined,
  settle: async () => undefined,
  isSettled: async () => true,
  clearQueues: async () => undefined,
  freeWorker: async () => undefined,
  repairWorker: async () => undefined,
  down: async () => undefined,
  ...parts,
})
