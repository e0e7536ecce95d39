import type { Declared } from './declared'

export const dataCommands = {
  'data.add': { title: 'Add annotation…' },
  'data.newTable': { title: 'New table…' },
  'data.addCsv': { title: 'Add from CSV…' },
  'data.deleteVersions': { title: 'Delete versions…' },
} as const satisfies Record<string, Declared>
