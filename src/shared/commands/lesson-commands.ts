import type { Declared } from './declared'

export const lessonCommands = {
  'lesson.present': { title: 'Present lesson', keys: 'F5' },
} as const satisfies Record<string, Declared>
