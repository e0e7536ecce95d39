export const cheatsheetTexts = {
  title: 'Cheat-sheet',
  about:
    'The caveclient commands of the demo, in order. They are the same that a team uses against production.',
  quick: 'Commands',
  reading: 'Reading the cheat-sheet',
  search: 'Find a command',
  searchHint: 'Find a command…',
  nothing: 'No command matches',
  nothingAbout: 'Try another word, such as “query” or “root”.',
  clear: 'Clear the search',
  copy: 'Copy',
  clickToCopy: 'Click to copy',
  copyLabel: (what: string): string => `Copy: ${what}`,
  type: 'Type',
  typeLabel: (what: string): string => `Type into the terminal: ${what}`,
  run: 'Run',
  runLabel: (what: string): string => `Run in the terminal: ${what}`,
} as const
