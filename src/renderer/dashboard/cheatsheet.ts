import { cheatsheet, type Cheatsheet } from '../../shared/domain/teaching'

/** Where clients connect: this page's own port, by the number that every system resolves at once. */
export const addressHere = ({ port }: Pick<Location, 'port'>): string =>
  `http://127.0.0.1${port === '' ? '' : `:${port}`}`

/** The shipped cheat-sheet with that address in its commands. */
export const cheatsheetAt = (written: unknown, address: string): Cheatsheet => {
  const { sections } = cheatsheet.parse(written)
  return {
    sections: sections.map((section) => ({
      ...section,
      commands: section.commands.map((command) => ({
        ...command,
        code: command.code.replaceAll('{address}', address).trimEnd(),
      })),
    })),
  }
}
