import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { fileFailure, systemCode } from './file-failure'
import type { Home } from './home'
import { secretsFolder } from './known-secrets'
import { writeOnce } from './write-atomic'

const form = /^[0-9a-f]{32}$/

const read = async (file: string): Promise<string | undefined> => {
  try {
    const text = (await readFile(file, 'utf8')).trim()
    return form.test(text) ? text : undefined
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw fileFailure(file, error)
  }
}

/** A password of this home alone, made when it is first asked for; only this user can read it. */
export const homeSecret = async (home: Home, name: string): Promise<string> => {
  const file = home.path(secretsFolder, name)
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  } catch (error) {
    throw fileFailure(path.dirname(file), error)
  }
  const known = await read(file)
  if (known !== undefined) return known
  await writeOnce(file, randomBytes(16).toString('hex'))
  const made = await read(file)
  if (made !== undefined) return made
  // What stands there is no secret: a file that was cut short, or somebody else's.
  await rm(file, { force: true })
  return homeSecret(home, name)
}
