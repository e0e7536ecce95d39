/** What the shared parts say; whoever uses them says the rest. */
export const partTexts = {
  why: 'Why',
  fix: 'Fix',
  readAgain: 'Read again',
  dismiss: 'Dismiss',
  cancel: 'Cancel',
  choose: 'Choose…',
  noneFound: 'Nothing is called like this.',
  clearSearch: 'Clear the search',
  follow: 'Follow',
  pause: 'Pause',
  code: 'Code',
  copied: (what: string): string => `${what} copied`,
  notCopied: (what: string): string => `${what} was not copied`,
  notCopiedDetail: 'The clipboard refused it. Select the text and press Ctrl+C.',
} as const
