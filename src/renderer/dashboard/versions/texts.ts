import { plural } from '../../components/format'

export const seenVersionTexts = {
  notRead: 'The versions could not be read.',
  tablesNotRead: (version: number): string => `What version ${version} holds could not be read.`,
  older: (versions: number): string => `and ${plural(versions, 'older version')}`,
} as const
