import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { FleetKind } from '../../shared/domain/fleet'
import { stepState } from '../../shared/domain/step'
import { errorInfo, type ErrorInfo } from '../../shared/errors'
import type { RecordStore } from '../orchestrator/record'
import { fileFailure } from './file-failure'
import type { Home } from './home'
import { readJson, setAside } from './read-json'
import { writeAtomic } from './write-atomic'

const runRecord = z.record(
  z.string(),
  z.object({
    attempts: z.number().int().min(0),
    state: stepState,
    since: z.string(),
    // Earlier builds wrote none.
    error: errorInfo.nullable().default(null),
  }),
)

export const recordsFile = (home: Home, fleet: FleetKind): string => home.path('records', `${fleet}.json`)

/** The records of one kind of fleet's bootstrap. Losing them loses no work: every step is probed anyway. */
export const openRecords = (
  home: Home,
  fleet: FleetKind,
  warn: (warning: ErrorInfo) => void,
): RecordStore => {
  const file = recordsFile(home, fleet)
  return {
    async load() {
      const found = await readJson(file, runRecord)
      if (found.state === 'corrupt') warn(await setAside(file, found.why))
      return found.state === 'read' ? found.value : {}
    },
    async save(record) {
      try {
        await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
      } catch (error) {
        throw fileFailure(file, error)
      }
      await writeAtomic(file, `${JSON.stringify(record, null, 2)}\n`)
    },
  }
}
