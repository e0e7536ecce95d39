export const paletteTexts = {
  title: 'Commands',
  search: 'Find a view, an action, an id…',
  about: 'Arrow keys choose, Enter does it, Escape leaves.',
  none: 'Nothing matches',
  noneAbout:
    'Views, actions, lessons and the cheat-sheet are here, and ids: an annotation, a version, a root.',
  found: (count: number): string => (count === 1 ? '1 command' : `${count} commands`),
  notNow: 'Not now:',
} as const
