import type { Declared } from './declared'

export const viewCommands = {
  'view.services': { title: 'Services', keys: 'g s' },
  'view.logs': { title: 'Logs', keys: 'g l' },
  'view.requests': { title: 'Requests', keys: 'g r' },
  'view.doctor': { title: 'Doctor', keys: 'g d' },
  'view.annotations': { title: 'Annotations', keys: 'g a' },
  'view.history': { title: 'History map', keys: 'g h' },
  'view.versions': { title: 'Versions', keys: 'g v' },
  'view.segmentation': { title: 'Segmentation', keys: 'g g' },
  'view.cheatsheet': { title: 'Cheat-sheet', keys: 'g c' },
  'view.lessons': { title: 'Lessons', keys: 'g e' },
  'view.welcome': { title: 'First steps', keys: 'g w' },
} as const satisfies Record<string, Declared>
