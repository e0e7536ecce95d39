import { readFile, rename } from 'node:fs/promises'
import { z } from 'zod'
import type { ErrorInfo } from '../../shared/errors'
import { fileFailure, systemCode } from './file-failure'

export type JsonFile<T> =
  | { readonly state: 'absent' }
  | { readonly state: 'read'; readonly value: T }
  | { readonly state: 'corrupt'; readonly text: string; readonly why: string }

const parse = <T>(text: string, schema: z.ZodType<T>): JsonFile<T> => {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    return { state: 'corrupt', text, why: text.trim() === '' ? 'It is empty.' : 'It is no JSON.' }
  }
  const parsed = schema.safeParse(content)
  if (parsed.success) return { state: 'read', value: parsed.data }
  return { state: 'corrupt', text, why: z.prettifyError(parsed.error).replaceAll(/\s+/g, ' ') }
}

/** What a JSON file of the home holds. A file that is there but makes no sense is an answer, not an error. */
export const readJson = async <T>(file: string, schema: z.ZodType<T>): Promise<JsonFile<T>> => {
  try {
    return parse(await readFile(file, 'utf8'), schema)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return { state: 'absent' }
    throw fileFailure(file, error)
  }
}

/** Moves a file that makes no sense out of the way, its content kept; the warning says what was found and where it went. */
export const setAside = async (
  file: string,
  why: string,
  now = new Date(),
): Promise<ErrorInfo & { code: 'HOME_CORRUPT' }> => {
  // Colons are not allowed in file names on Windows.
  const kept = `${file}.corrupt-${now.toISOString().replaceAll(':', '-')}`
  try {
    await rename(file, kept)
  } catch (error) {
    // Another process was quicker to set it aside.
    if (systemCode(error) !== 'ENOENT') throw fileFailure(file, error)
  }
  return {
    code: 'HOME_CORRUPT',
    what: `${file} could not be read.`,
    why,
    fix: `It is kept as ${kept}. Everything else in the home is as it was.`,
  }
}
