export const engineTexts = {
  start: 'Start Docker Desktop',
  again: 'Start Docker Desktop again',
  starting: 'Starting Docker Desktop',
  since: (time: string): string => `for ${time}; a first start can take ten minutes`,
  cancel: 'Stop waiting',
  cancelled: 'It is not waited for any more. Docker Desktop may open all the same.',
  get: 'How to install Docker',
  lookAgain: 'Look again',
} as const
