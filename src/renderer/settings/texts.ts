import type { ThemeChoice } from '../design/theme'
import type { Preferences } from '../design/preferences'

export const settingsTexts = {
  title: 'Settings',
  about: 'They hold at once. This window’s browser remembers them, for this panel alone.',
  close: 'Close',
  look: 'Look',
  theme: 'Theme',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' } satisfies Record<ThemeChoice, string>,
  textSize: 'Text size',
  textSizes: { usual: 'Usual', large: 'Large', larger: 'Larger' } satisfies Record<
    Preferences['textSize'],
    string
  >,
  motion: 'Motion',
  motions: { system: 'As the system', less: 'Less' } satisfies Record<Preferences['motion'], string>,
  terminalSize: 'Letters of the terminal',
  smaller: 'Smaller letters in the terminal',
  larger: 'Larger letters in the terminal',
  pixels: (size: number): string => `${size} px`,
  keyboard: 'Keyboard and notes',
  singleKeys: 'Shortcuts of single keys',
  singleKeysHint: 'Such as ? and G then A. Those with Ctrl or ⌘ work in any case.',
  allShortcuts: 'All shortcuts…',
  notifications: 'Tell me when a long job has ended',
  notificationsHint:
    'By the system, while this window is not in front. It names the job, and nothing of your data.',
  notificationsByApp:
    'By the system, while this window is not in front. It names the job, and nothing of your data. If nothing appears, the system keeps the panel’s notifications back: it does not tell the panel so, and has a setting for it.',
  blocked:
    'This browser has refused notifications of this page. Allow them in its settings for this address, then switch them on here.',
  unable: 'This browser has no notifications.',
  machine: 'This machine',
  home: 'Home',
  homeHint: 'The folder of this installation: port, project, fleet, baseline, your lessons.',
  copyHome: 'Copy the path of the home',
  homePath: 'Path of the home',
  port: 'Port',
  project: 'Project',
  fleet: 'Fleet',
  version: 'Version of the panel',
  reading: 'Looking at the home',
  changePlace: 'Change port or project…',
  anew: 'Start over',
  anewHint: 'Each says first what goes.',
  reset: 'Reset the fleet…',
  forget: 'Forget these settings…',
  forgetWhat:
    'Theme, text size, the terminal’s letters, motion, shortcuts and notes of this browser go back to how they were at first. The home and its fleet stay as they are.',
  forgetThem: 'Forget them',
  keepThem: 'Keep them',
  forgotten: 'The settings are as at first',
} as const
