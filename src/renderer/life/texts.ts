import type { LifeSettings } from '../../shared/domain/life'

export const lifeTexts = {
  title: 'In the system',
  reading: 'Looking at the home',
  leaving: 'When RealCAVE ends while a fleet runs',
  leavings: { ask: 'Ask', keep: 'Keep it running', stop: 'Stop it' } satisfies Record<
    LifeSettings['leaving'],
    string
  >,
  closing: 'Closing the window',
  closings: { quit: 'Ends RealCAVE', tray: 'Leaves it in the tray' } satisfies Record<
    LifeSettings['closing'],
    string
  >,
  closingHint: 'Where the desktop shows no tray, the window is minimized instead.',
  newVersions: 'Tell me of new versions',
  newVersionsHint: (releases: string): string =>
    `At most once a day the list at ${releases.replace('https://', '')} is looked at. Nothing of you or your data is sent, and nothing is downloaded.`,
  noReleases: 'This build names no public place of its versions, so none is looked at.',
  newer: (version: string): string => `Version ${version} is out`,
  newerHint: 'Opens its page in your browser. Nothing is downloaded by itself.',
} as const
