import { z } from 'zod'
import { versionStatus, type Version } from '../../../shared/domain/version'
import { cavePaths, utc } from '../cave'
import { ask } from '../reading/ask'
import { seenVersionTexts as texts } from './texts'

const answered = z.array(
  z
    .object({
      version: z.number().int(),
      status: versionStatus,
      valid: z.boolean(),
      time_stamp: z.string(),
      expires_on: z.string().nullable(),
    })
    .transform(({ time_stamp: time, expires_on: end, ...rest }): Version => ({
      ...rest,
      timeStamp: utc(time),
      expiresOn: end === null ? null : utc(end),
      tables: [],
      disk: null,
    })),
)

const names = z.array(z.string())

/** All versions, those that run or failed as well. Before the first one CAVE answers that there is none. */
export const readVersions = (signal: AbortSignal): Promise<readonly Version[]> =>
  ask({ path: cavePaths.versions, answer: answered, what: texts.notRead, ifAbsent: [] }, signal)

/** What a version holds; it never changes. */
export const readFrozenTables = async (version: number, signal: AbortSignal): Promise<Version['tables']> => {
  const what = texts.tablesNotRead(version)
  const tables = await ask({ path: cavePaths.frozenTables(version), answer: names, what }, signal)
  return Promise.all(
    tables.map(async (name) => ({
      name,
      rows: await ask({ path: cavePaths.frozenCount(version, name), answer: z.number(), what }, signal),
    })),
  )
}
