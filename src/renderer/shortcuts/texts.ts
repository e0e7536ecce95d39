export const shortcutTexts = {
  title: 'Keyboard shortcuts',
  about: 'What is typed into the terminal or a field stays there: no shortcut takes it.',
  off: 'Shortcuts of single keys are switched off in Settings; those with Ctrl or ⌘ work.',
  after: 'then',
  close: 'Close',
  elsewhere: 'In a part of the panel',
  parts: [
    { title: 'Out of the terminal; elsewhere to the notes at the corner', keys: 'F6' },
    { title: 'Close what is open: a dialog, the details of a row', keys: 'Esc' },
    { title: 'From row to row of a table; Enter opens one', keys: '↑ ↓' },
    { title: 'History map: from event to event', keys: '← →' },
    { title: 'History map: zoom', keys: '+ −' },
    { title: 'Segmentation: the place on the picture', keys: '← → ↑ ↓' },
    { title: 'Height of the terminal, on its upper edge', keys: '↑ ↓' },
  ],
} as const
