import { homeFolder, type Surroundings } from './location'

/** One word of a command line as a shell takes it: on Windows both cmd and PowerShell, elsewhere any. */
const quoted = (word: string, platform: NodeJS.Platform): string => {
  if (platform === 'win32') return /^[\w@%+:,./\\-]+$/.test(word) ? word : `"${word}"`
  return /^[\w@%+:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}

/**
 * What begins a command line that means this program and this home, wherever it is pasted: the home is named unless a shell without
 * REALCAVE_HOME finds the same one.
 */
export const commandLineOf = (
  program: readonly string[],
  home: string,
  { environment, ...around }: Surroundings,
): string => {
  const usual = homeFolder(undefined, {
    ...around,
    environment: { ...environment, REALCAVE_HOME: undefined },
  })
  return [...program, ...(home === usual ? [] : ['--home', home])]
    .map((word) => quoted(word, around.platform))
    .join(' ')
}
