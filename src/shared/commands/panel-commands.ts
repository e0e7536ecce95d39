import type { Declared } from './declared'

export const panelCommands = {
  'panel.palette': { title: 'Commands…', keys: 'mod+k' },
  'panel.settings': { title: 'Settings…', keys: 'mod+,' },
  'panel.shortcuts': { title: 'Keyboard shortcuts', keys: '?' },
  'panel.theme': { title: 'Light or dark' },
  'panel.terminal': { title: 'Go to the terminal', keys: 'g t' },
  'panel.dock': { title: 'Show or hide the terminal' },
  'panel.restartPython': { title: 'Start Python anew' },
  'panel.tour': { title: 'A tour of the views' },
  'panel.diagnostics': { title: 'Diagnostics bundle…' },
} as const satisfies Record<string, Declared>
