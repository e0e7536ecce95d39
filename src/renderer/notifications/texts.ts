/** Shown by the system, to whoever looks at the screen: what kind of work has ended, and nothing of the data. */
export const notificationTexts = {
  open: 'Open the panel to see it.',
  why: 'Open the panel to see why, and what to do.',
  jobs: {
    'fleet.up': { done: 'The fleet is ready', failed: 'The fleet did not start' },
    'fleet.switch': { done: 'The other fleet is ready', failed: 'The other fleet did not start' },
    'fleet.down': { done: 'The fleet is stopped', failed: 'The fleet was not stopped' },
    'fleet.materialize': { done: 'A new version is there', failed: 'The materialization failed' },
    'fleet.reset': { done: 'The reset is done', failed: 'The reset failed' },
    'baseline.set': { done: 'The baseline is set', failed: 'The baseline was not set' },
    'images.get': { done: 'The genuine fleet’s images are here', failed: 'The download failed' },
  },
  tell: 'Tell me when it ends',
  asked: 'You will be told when a long job ends',
  askedDetail: 'By the system, while this window is not in front. Settings has the switch.',
  refused: 'This browser refuses notifications',
  refusedDetail: 'Allow them in its settings for this address, then switch them on in Settings.',
} as const
