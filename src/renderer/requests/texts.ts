import { count, plural } from '../components/format'

export const requestTexts = {
  title: 'Requests',
  about: 'What clients just asked of CAVE: run a command in the terminal and watch the calls behind it.',
  search: 'Filter by path',
  searchHint: 'Filter by path, method or service…',
  own: 'Show the panel’s own requests',
  order: 'Order',
  newest: 'Newest first',
  oldest: 'As they come',
  waiting: (requests: number): string => `${plural(requests, 'new request')} while paused`,
  shown: (shown: number, all: number): string => `${count(shown)} of ${plural(all, 'request')}`,
  columns: { time: 'Time', method: 'Method', status: 'Status', path: 'Path', service: 'Service', ms: 'ms' },
  list: 'Requests',
  none: 'No request yet',
  noneAbout: 'Every call that caveclient makes appears here. Run a command of the cheat-sheet to see some.',
  noMatch: 'No request matches',
  noMatchAbout: 'Change the filter.',
  downAbout: 'Nothing answers requests. Get the fleet ready first.',
  copyPath: (path: string): string => `Copy ${path}`,
} as const
