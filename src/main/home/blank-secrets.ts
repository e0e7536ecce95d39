/** Shorter ones would blank half of every word; a real password or token is longer. */
const shortestSecret = 4

/** Every repetition is bounded or follows a fixed word: a megabyte without a blank takes milliseconds, not hours. */
const patterns: readonly (readonly [RegExp, string])[] = [
  // "password": "…", controlToken='…', token=…
  [
    /((?:password|passwd|passphrase|token|secret|credential|cookie)\w*\\?["']?\s*[:=]\s*)(\\?["'])(?:(?!\2).)*\2/gi,
    '$1$2<blanked>$2',
  ],
  [/((?:password|passwd|passphrase|token|secret|credential|cookie)\w*=)[^\s&"'<>]+/gi, '$1<blanked>'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 <blanked>'],
  // Of addresses: user:password@
  [/\b([a-z][a-z0-9+.-]{1,30}:\/\/)[^\s/@:"']{0,200}:[^\s/@"']{0,500}@/gi, '$1<blanked>@'],
]

/** Blanks what looks like a secret, whoever's it is. */
export const blankPatterns = (text: string): string =>
  patterns.reduce((blanked, [pattern, instead]) => blanked.replace(pattern, instead), text)

/** The secrets among them, as words to be blanked wherever they stand; longer words first, so that none leaves its tail behind. */
export const secretWords = (secrets: readonly string[]): readonly string[] =>
  secrets.filter((secret) => secret.length >= shortestSecret).sort((one, other) => other.length - one.length)

/** Blanks the secrets known by then, and what looks like one: for logs, which stay on the machine and may name its user. */
export const createSecretBlanker =
  (secrets: () => readonly string[]): ((text: string) => string) =>
  (text) =>
    blankPatterns(secretWords(secrets()).reduce((kept, word) => kept.replaceAll(word, '<blanked>'), text))
