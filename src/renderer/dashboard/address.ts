/** Where clients connect: this page's own port, by the number that every system resolves at once. */
export const addressHere = ({ port }: Pick<Location, 'port'>): string =>
  `http://127.0.0.1${port === '' ? '' : `:${port}`}`
