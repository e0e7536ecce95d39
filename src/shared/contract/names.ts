import type { CallName, StreamName } from './index'

/**
 * The contract's names without its schemas, for the preload: a page's first script should not load a validator. The types
 * fail where a name is missing or too many; test/shared/names.test.ts compares both lists with the contract.
 */
const calls = {
  'panel.about': true,
  'cheatsheet.read': true,
  'doctor.run': true,
  'place.read': true,
  'place.choose': true,
  'foreign.read': true,
  'foreign.stop': true,
  'leftovers.remove': true,
  'diagnostics.text': true,
  'diagnostics.save': true,
  'fleet.up': true,
  'fleet.down': true,
  'fleet.service': true,
  'fleet.switch': true,
  'fleet.materialize': true,
  'fleet.rebuildGraph': true,
  'fleet.repairWorker': true,
  'fleet.resetPlan': true,
  'fleet.reset': true,
  'baseline.read': true,
  'baseline.set': true,
  'baseline.clear': true,
  'engine.status': true,
  'engine.start': true,
  'engine.cancel': true,
  'images.status': true,
  'images.get': true,
  'images.cancel': true,
  'tables.list': true,
  'tables.create': true,
  'schemas.list': true,
  'annotations.page': true,
  'annotations.add': true,
  'annotations.edit': true,
  'annotations.delete': true,
  'annotations.history': true,
  'annotations.rows': true,
  'history.rows': true,
  'history.snapshot': true,
  'segmentation.slice': true,
  'segmentation.landings': true,
  'segmentation.node': true,
  'segmentation.roots': true,
  'segmentation.lineage': true,
  'versions.list': true,
  'versions.page': true,
  'versions.diff': true,
  'versions.delete': true,
  'terminal.prepare': true,
  'terminal.open': true,
  'terminal.write': true,
  'terminal.resize': true,
  'terminal.restart': true,
  'terminal.close': true,
  'lessons.add': true,
  'lessons.remove': true,
  'lessons.run': true,
} as const satisfies Record<CallName, true>

const streams = {
  'fleet.watch': true,
  'fleet.logs': true,
  'fleet.requests': true,
  'engine.watch': true,
  'diagnostics.preview': true,
  'images.watch': true,
  'data.changes': true,
  'terminal.environment': true,
  'terminal.output': true,
  'lessons.watch': true,
  'lessons.progress': true,
  'menu.chosen': true,
} as const satisfies Record<StreamName, true>

export const isCallName = (name: unknown): name is CallName =>
  typeof name === 'string' && Object.hasOwn(calls, name)

export const isStreamName = (name: unknown): name is StreamName =>
  typeof name === 'string' && Object.hasOwn(streams, name)
