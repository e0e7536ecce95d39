import { z } from 'zod'
import type { Session, Sessions } from '../../../../src/main/fleet/sessions'

interface Database {
  comment: string | null
  readonly extensions: Set<string>
  readonly tables: Set<string>
  /** Whether a client has made an annotation table. */
  used: boolean
  readonly datastacks: Map<string, { local_server: string; segmentation_source: string; volume: string }>
}

const texts = z.array(z.coerce.string())

/** As much of PostgreSQL as the genuine steps speak to. A statement that it does not know fails the test. */
export class FakeDatabases implements Sessions {
  readonly all = new Map<string, Database>()
  /** Why nobody can connect; null when they can. */
  refusal: string | null = null

  /** Statements that start so fail with this message. */
  readonly broken = new Map<string, string>()

  constructor() {
    this.add('postgres')
  }

  add(name: string, tables: readonly string[] = []): void {
    const content = { extensions: new Set<string>(), tables: new Set(tables), datastacks: new Map() }
    this.all.set(name, { comment: null, used: false, ...content })
  }

  async with<T>(name: string, _signal: AbortSignal, work: (session: Session) => Promise<T>): Promise<T> {
    if (this.refusal !== null) throw new Error(this.refusal)
    const database = this.all.get(name)
    if (!database) throw new Error(`database "${name}" does not exist`)
    return work({
      rows: async (row, sql, values = []) =>
        z.array(row).parse(this.#select(database, sql, texts.parse(values))),
      run: async (sql, values = []) => this.#change(database, sql, texts.parse(values)),
    })
  }

  #select(database: Database, sql: string, values: readonly string[]): readonly unknown[] {
    if (sql === 'select 1 as one') return [{ one: 1 }]
    if (sql.includes('shobj_description')) {
      const asked = this.all.get(values[0] ?? '')
      return asked ? [{ comment: asked.comment }] : []
    }
    if (sql.includes('from pg_database'))
      return [...this.all.keys()].map((name, index) => ({ name, number: index + 1 }))
    if (sql.includes('from pg_tables')) return [...database.tables].map((name) => ({ name }))
    if (sql.includes('from annotation_table_metadata')) return [{ some: database.used }]
    if (sql.includes('from pg_extension')) return [...database.extensions].map((name) => ({ name }))
    if (sql.includes('from datastack d')) return [database.datastacks.get(values[0] ?? '') ?? []].flat()
    throw new Error(`The fake knows no such query: ${sql}`)
  }

  #change(database: Database, sql: string, values: readonly string[]): void {
    for (const [start, message] of this.broken) if (sql.startsWith(start)) throw new Error(message)
    const created = /^create database "(\w+)"$/.exec(sql)?.[1]
    const comment = /^comment on database "(\w+)" is '(.*)'$/.exec(sql)
    const dropped = /^drop database "(\w+)" with \(force\)$/.exec(sql)?.[1]
    if (dropped !== undefined) this.all.delete(dropped)
    else if (created !== undefined) {
      if (this.all.has(created)) throw new Error(`database "${created}" already exists`)
      this.add(created)
    } else if (sql === 'create extension if not exists postgis') database.extensions.add('postgis')
    else if (comment !== null) {
      const commented = this.all.get(comment[1] ?? '')
      if (commented) commented.comment = comment[2] ?? null
    } else if (sql.startsWith('insert into datastack')) {
      const [name = '', , volume = '', segmentation_source = '', local_server = ''] = values
      database.datastacks.set(name, { local_server, segmentation_source, volume })
    } else if (!/^(begin|commit|rollback|insert into aligned_volume)/.test(sql)) {
      throw new Error(`The fake knows no such statement: ${sql}`)
    }
  }
}
