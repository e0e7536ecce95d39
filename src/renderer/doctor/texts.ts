import type { Check } from '../../shared/domain/doctor'
import { plural } from '../components/format'

export const doctorTexts = {
  title: 'Doctor',
  about: 'Checks of this machine: what was found, why it matters, and what to do about it.',
  again: 'Check again',
  checking: 'Checking this machine',
  words: { passed: 'Passed', warning: 'Warning', failed: 'Failed', skipped: 'Skipped' } satisfies Record<
    Check['state'],
    string
  >,
  fine: 'Everything that was checked is fine.',
  notFine: (failed: number, warnings: number): string =>
    [failed > 0 && `${failed} failed`, warnings > 0 && `${warnings} with a warning`]
      .filter(Boolean)
      .join(', '),
  why: 'Why',
  fix: 'Fix',
  remedies: {
    up: 'Start the fleet',
    remove: 'Take them away',
    removed: 'What was left is taken away',
    foreign: 'Show the ways on',
    place: 'Choose another port',
    page: (host: string): string => `How to, on ${host}`,
  },
  diagnostics: {
    ask: 'Diagnostics bundle',
    title: 'Diagnostics bundle',
    about:
      'What a report of a problem needs: status, checks, logs, settings. Passwords, tokens, user names and their folders are blanked. Look before you save; nothing is sent.',
    collecting: 'Collecting what the bundle holds',
    collectingHint:
      'It asks every service for its newest lines; what does not answer is left out after ten seconds.',
    files: 'Files of the bundle',
    content: (path: string): string => `Content of ${path}`,
    reading: 'Reading the file',
    holds: (files: number, size: string): string => `${plural(files, 'file')}, ${size} unpacked`,
    save: 'Save the bundle',
    saved: 'The bundle is saved.',
    savedIn: 'Attach it to your report:',
    copy: 'Copy the path',
    copied: 'Path',
    close: 'Close',
  },
} as const
