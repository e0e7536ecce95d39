import type { Hono } from 'hono'
import type { LogLine, ServiceName } from '../../shared/domain/service'
import type { Database, Databases } from './databases'
import type { Schemas } from './schema/schemas'

/** What every practice service works with. */
export interface PracticeContext {
  readonly datastack: 'fake_datastack'
  readonly alignedVolume: 'fake_volume'
  readonly databases: Databases
  /** The database of the aligned volume: live tables, and what is known of the versions. */
  readonly live: Database
  readonly schemas: Schemas
  log(service: ServiceName, level: LogLine['level'], text: string): void
}

/** A service: its routes, mounted at `/` with their full paths. */
export type PracticeService = (context: PracticeContext) => Hono
