import type { Check } from '../../shared/domain/doctor'

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
} as const
