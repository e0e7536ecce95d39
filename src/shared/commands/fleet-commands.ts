import type { Declared } from './declared'

/** An ellipsis: it asks before anything is done. */
export const fleetCommands = {
  'fleet.up': { title: 'Get demo-ready' },
  'fleet.materialize': { title: 'Materialize' },
  'fleet.reset': { title: 'Reset…' },
  'fleet.rebuildGraph': { title: 'Rebuild graph' },
  'fleet.repairWorker': { title: 'Repair the worker' },
  'fleet.setBaseline': { title: 'Set the baseline to now' },
  'fleet.clearBaseline': { title: 'Baseline back to the first version…' },
  'fleet.switch': { title: 'Switch to the other fleet…' },
  'fleet.place': { title: 'Port and project…' },
  'fleet.dashboard': { title: 'Open the dashboard' },
  'fleet.address': { title: 'Copy the address' },
  'fleet.stop': { title: 'Stop the fleet…' },
} as const satisfies Record<string, Declared>
