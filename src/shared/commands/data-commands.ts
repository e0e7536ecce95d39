import type { Declared } from './declared'

export const dataCommands = {
  'data.add': { title: 'Add annotation…' },
  'data.deleteVersions': { title: 'Delete versions…' },
} as const satisfies Record<string, Declared>
