import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileFailure, systemCode } from './file-failure'

/** Where `homeSecret` keeps them. */
export const secretsFolder = 'secrets'

const unlessGone = async <T>(file: string, read: Promise<T>): Promise<T | undefined> => {
  try {
    return await read
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw fileFailure(file, error)
  }
}

/** A file's whole content, and each line of it. */
export const secretsOfText = (text: string): readonly string[] =>
  [text.trim(), ...text.split('\n').map((line) => line.trim())].filter((secret) => secret !== '')

/** Every secret of a home. One that cannot be read fails: what is not known cannot be kept out of a report. */
export const knownSecrets = async (home: string): Promise<readonly string[]> => {
  const folder = path.join(home, secretsFolder)
  const entries = (await unlessGone(folder, readdir(folder, { withFileTypes: true }))) ?? []
  const read = await Promise.all(
    entries.map(async (entry) => {
      if (!entry.isFile()) return []
      const file = path.join(folder, entry.name)
      const text = await unlessGone(file, readFile(file, 'utf8'))
      return text === undefined ? [] : secretsOfText(text)
    }),
  )
  return [...new Set(read.flat())]
}
