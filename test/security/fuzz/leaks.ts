import { homedir } from 'node:os'
import { resolve } from 'node:path'

/** Kept in this process's environment and in the failures of handlers: no answer may hold it. */
export const planted = 'planted-secret-0123456789abcdef'

const checkout = resolve(import.meta.dirname, '../../..')

/** What an answer must not tell: where the program lies, where it was in its own code, secrets. Empty where there is nothing of it. */
export const leaksIn = (answer: string): readonly string[] =>
  [
    planted,
    checkout,
    `${homedir()}/`,
    'node_modules',
    'node:internal',
    '.cjs:',
    '.ts:',
    '\\n    at ',
    '\n    at ',
  ].filter((word) => answer.includes(word))
