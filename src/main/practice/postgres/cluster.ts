import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Failure } from '../../../shared/errors'
import { giveToAccount, runProgram } from './account'
import type { Binaries } from './binaries'
import { exists } from '../../machine/exists'
import { saysFullDisk } from '../database-errors'

const credentialsSchema = z.object({ user: z.string(), password: z.string().min(1) })
/** The cluster's administrator; kept in the data folder, so that data and password are never apart. */
export type Credentials = z.infer<typeof credentialsSchema>

const limitMilliseconds = 120_000

const unusable = (what: string, why: string, fix: string): Failure =>
  new Failure({ code: saysFullDisk(why) ? 'DISK_FULL' : 'POSTGRES_FAILED', what, why, fix })

const credentialsFile = (data: string): string => join(data, 'realcave.json')

const readCredentials = async (data: string): Promise<Credentials> => {
  try {
    return credentialsSchema.parse(JSON.parse(await readFile(credentialsFile(data), 'utf8')))
  } catch (error) {
    throw unusable(
      "The practice fleet's data cannot be opened.",
      `${credentialsFile(data)} is missing or damaged: ${error instanceof Error ? error.message : String(error)}`,
      'Put the file back, or remove the data with "realcave down --volumes" and start again.',
    )
  }
}

/**
 * The data folder of `practice` (<home>/practice), made where it is missing. It is made under another name and renamed, so that a
 * killed start leaves nothing half made.
 */
export const ensureCluster = async (
  practice: string,
  binaries: Binaries,
): Promise<{ readonly data: string; readonly credentials: Credentials }> => {
  const data = join(practice, 'data')
  await mkdir(practice, { recursive: true, mode: 0o700 })
  if (!(await exists(data))) await makeCluster(practice, data, binaries)
  return { data, credentials: await readCredentials(data) }
}

const makeCluster = async (practice: string, data: string, binaries: Binaries): Promise<void> => {
  const making = join(practice, 'data.making')
  const passwordFile = join(practice, 'data.password')
  const credentials: Credentials = { user: 'postgres', password: randomBytes(24).toString('base64url') }
  await rm(making, { recursive: true, force: true })
  await mkdir(making, { mode: 0o700 })
  await giveToAccount(making)
  try {
    await writeFile(passwordFile, credentials.password, { mode: 0o600 })
    const { status, output } = await runProgram(
      binaries.initdb,
      [
        '-D',
        making,
        '-U',
        credentials.user,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // The same order of texts and the same letters in regular expressions on every machine.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
        // The system writes new files out by itself within half a minute; a power cut before that costs a new start, no work.
        '--no-sync',
      ],
      limitMilliseconds,
    )
    if (status !== 0)
      throw unusable(
        "The practice fleet's database could not be made.",
        output === '' ? `initdb ended with ${String(status)}.` : output,
        'Make room on the disk or choose another home with --home, then try again.',
      )
    await writeFile(credentialsFile(making), JSON.stringify(credentials), { mode: 0o600 })
    await rename(making, data)
  } finally {
    await rm(passwordFile, { force: true })
  }
}
