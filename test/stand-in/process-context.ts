import type { PracticeContext } from '../../src/main/practice/context'
import { loadSchemas, type Schemas } from '../../src/main/practice/schema/schemas'
import { openSessions } from './sessions'
import type { Reach } from './settings'

/** The image has the schemas beside the program. */
export const schemasOfImage = (): Promise<Schemas> => loadSchemas(import.meta.dirname)

/** What a practice service works with, for one process: sessions of its own, and lines on the container's output. */
export const processContext = (reach: Reach, schemas: Schemas): PracticeContext => {
  const databases = openSessions(reach)
  return {
    datastack: 'fake_datastack',
    alignedVolume: 'fake_volume',
    databases,
    live: databases.database('fake_volume'),
    schemas,
    log: (service, level, text) => {
      const line = service === 'mat-worker' ? text : `${level.toUpperCase()}: ${text}`
      process.stdout.write(`${line}\n`)
    },
  }
}
