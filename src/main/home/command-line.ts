import { homeFolder, type Surroundings } from './location'

/** PowerShell looks for names to put in between double quotes, cmd knows no other ones: what only PowerShell changes is in single ones. */
const quotedOnWindows = (word: string): string => {
  // Bare, PowerShell makes a list at a comma and takes an @ for a name.
  if (/^[\w+:./\\-]+$/.test(word)) return word
  return /[$`]/.test(word) ? `'${word.replaceAll("'", "''")}'` : `"${word}"`
}

/** One word of a command line as a shell takes it: on Windows PowerShell, and cmd where the word has neither $ nor backtick. */
const quoted = (word: string, platform: NodeJS.Platform): string => {
  if (platform === 'win32') return quotedOnWindows(word)
  return /^[\w@%+:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}

/** To PowerShell a quoted first word is a text, which is shown, not run; this runs it. */
const running = (line: string, platform: NodeJS.Platform): string =>
  platform === 'win32' && /^["']/.test(line) ? `& ${line}` : line

/**
 * What begins a command line that means this program and this home, wherever it is pasted: the home is named unless it is the usual one
 * and this process knows of no REALCAVE_HOME, which the shell that it was started from has, too.
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
  const found = home === usual && (environment['REALCAVE_HOME'] ?? '') === ''
  const words = [...program, ...(found ? [] : ['--home', home])]
  return running(words.map((word) => quoted(word, around.platform)).join(' '), around.platform)
}
