import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { derivedFrom } from '../data/roles/accounts'
import { secretsIn } from '../doctor/redact'
import { secretsFolder, secretsOfText } from '../home/known-secrets'

/** Of a practice fleet: its process's token, and the administrator's password beside the data. */
const othersOf = (home: string): readonly string[] => [
  join(home, 'practice', 'process.json'),
  join(home, 'practice', 'data', 'realcave.json'),
]

/** What cannot be read now adds nothing to what is known. */
const orNothing = <T>(read: () => readonly T[]): readonly T[] => {
  try {
    return read()
  } catch {
    return []
  }
}

const textOf = (file: string): string => readFileSync(file, 'utf8')

const found = (home: string): readonly string[] => {
  const folder = join(home, secretsFolder)
  return [
    ...orNothing(() => readdirSync(folder)).flatMap((name) =>
      orNothing(() => secretsOfText(textOf(join(folder, name)))),
    ),
    ...othersOf(home).flatMap((file) => orNothing(() => secretsIn(JSON.parse(textOf(file))))),
  ]
}

/**
 * The secrets of a home, each time as they are by then, with what follows from them: a password is made when it is first needed. What was one
 * stays one. Read at once, for a line of a log waits for nothing; there are few.
 */
export const secretsByNow = (home: string, first: readonly string[]): (() => readonly string[]) => {
  const known = new Set<string>()
  const add = (secrets: readonly string[]): void => {
    for (const secret of secrets)
      if (!known.has(secret)) for (const each of [secret, ...derivedFrom(secret)]) known.add(each)
  }
  add(first)
  return () => {
    add(found(home))
    return [...known]
  }
}
