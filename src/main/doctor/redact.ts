import { blankPatterns, secretWords } from '../home/blank-secrets'

/** What must not leave the machine in a bundle. */
export interface Private {
  readonly secrets: readonly string[]
  /** The folder of this user, as the system spells it. */
  readonly userFolder: string
  readonly homeFolder: string
  readonly user: string
  readonly host: string
}

/** Names that tell nothing of a person and stand in every log. */
const commonNames = new Set([
  'root',
  'user',
  'admin',
  'administrator',
  'ubuntu',
  'debian',
  'localhost',
  'home',
  'test',
])

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** A path as it stands in text, in JSON (backslashes doubled) and in addresses (slashes only). */
const spellings = (path: string): readonly string[] => [
  ...new Set([path.replaceAll('\\', '\\\\'), path, path.replaceAll('\\', '/')]),
]

/** Every repetition follows a fixed word: a megabyte without a blank takes milliseconds, not hours. */
const patterns: readonly (readonly [RegExp, string])[] = [
  // Folders of other users.
  [/((?:\/home|\/Users)\/)[^\s/"':,;)]+/g, '$1<user>'],
  [/([A-Za-z]:(?:\\\\|\\|\/)Users(?:\\\\|\\|\/))[^\s\\/"':,;)]+/g, '$1<user>'],
]

/** Blanks what is private out of a text. Longer words first, so that none leaves its tail behind. */
export const createRedactor = (known: Private): ((text: string) => string) => {
  const words: [string, string][] = [
    ...secretWords(known.secrets).map((secret): [string, string] => [secret, '<blanked>']),
    ...spellings(known.homeFolder).map((path): [string, string] => [path, '<home>']),
    // "/" and "/root" are no one's name.
    ...(known.userFolder.length > 5 ? spellings(known.userFolder) : []).map((path): [string, string] => [
      path,
      '~',
    ]),
  ].sort(([one], [other]) => other.length - one.length)

  const names = [
    [known.user, '<user>'],
    [known.host, '<host>'],
  ] as const

  return (text) => {
    let blanked = text
    for (const [word, instead] of words) if (word !== '') blanked = blanked.replaceAll(word, instead)
    blanked = blankPatterns(blanked)
    for (const [pattern, instead] of patterns) blanked = blanked.replace(pattern, instead)
    for (const [name, instead] of names) {
      if (name.length < 3 || commonNames.has(name.toLowerCase())) continue
      blanked = blanked.replace(new RegExp(`(?<![\\w-])${quoted(name)}(?![\\w-])`, 'gi'), instead)
    }
    return blanked
  }
}

const secretName = /password|passwd|passphrase|token|secret|credential|cookie/i

/** Every string that a parsed file keeps under a secret's name. */
export const secretsIn = (value: unknown, name = ''): readonly string[] => {
  if (typeof value === 'string') return secretName.test(name) ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => secretsIn(inner, Array.isArray(value) ? name : key))
}
