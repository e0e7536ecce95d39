import type { LogLine } from '../../shared/domain/service'
import { count, plural } from '../components/format'

export const logTexts = {
  title: 'Logs',
  about: 'What each service says, as it says it.',
  service: 'Service',
  level: 'Level',
  levels: {
    debug: 'All levels',
    info: 'Info and up',
    warning: 'Warnings and errors',
    error: 'Errors',
  } satisfies Record<LogLine['level'], string>,
  levelWords: { debug: 'debug', info: 'info', warning: 'warn', error: 'error' } satisfies Record<
    LogLine['level'],
    string
  >,
  search: 'Search the log',
  searchHint: 'Search, or /regular expression/',
  waiting: (lines: number): string => `${plural(lines, 'new line')} while paused`,
  shown: (shown: number, all: number): string => `${count(shown)} of ${plural(all, 'line')}`,
  bounded: (limit: number): string => `The newest ${count(limit)} lines are kept here.`,
  list: (service: string): string => `Log of ${service}`,
  reading: 'Reading the log',
  showAll: 'Show all lines',
  none: 'Nothing logged yet',
  noneAbout: 'Lines appear here as the service writes them.',
  noMatch: 'No line matches',
  noMatchAbout: 'Change the search or show more levels.',
  badPattern: 'This is no regular expression yet.',
  downAbout: 'Its services write no logs. Get the fleet ready first.',
  ended: 'The fleet is not running; these are its last lines.',
  copy: 'Copy what is shown',
  reconnecting: 'The stream was cut; it is opened again.',
} as const
