export const dashboardTexts = {
  readOnly: 'read-only',
  title: (kind: string | null): string => (kind === null ? 'RealCAVE' : `RealCAVE · ${kind}`),
  looking: 'looking',
  answering: (healthy: number, all: number): string => `${healthy} of ${all} answer`,
  /** Why these are fewer than in the panel. */
  askedHint: 'Counted are the services that a client can ask; the panel counts those behind them, too.',
  kindHints: {
    practice: 'A stand-in for machines without Docker: the same API over a real PostgreSQL.',
    genuine: 'The published images of CAVE, on this machine’s Docker engine.',
  },
  cheatsheet: 'Cheat-sheet',
  cheatsheetNote: 'for any Python with caveclient; a click copies',
} as const
