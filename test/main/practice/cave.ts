import { tableFromIPC, type Table } from 'apache-arrow'
import { Pool } from 'pg'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { parseExactly, writeExactly } from '../../../src/main/practice/annotation/exact-json'
import type { PracticeForTest } from '../../support/practice'

export interface CaveAnswer {
  readonly status: number
  /** Integers beyond 53 bits are bigints. */
  readonly body: unknown
  readonly headers: Headers
}

const versionList = z.array(z.object({ version: z.number(), status: z.string() }))

const logLine = z.object({ text: z.string() })
const logLines = z.union([z.array(logLine), logLine.transform((line) => [line])])

/** Speaks to a practice fleet as caveclient does, keeping every digit. */
export class Cave {
  readonly volume = '/annotation/api/v2/aligned_volume/fake_volume'
  readonly stack = '/materialize/api/v3/datastack/fake_datastack'
  readonly runs = '/materialize/api/v2/materialize/run'

  private readonly fleet: PracticeForTest

  constructor(fleet: PracticeForTest) {
    this.fleet = fleet
  }

  async ask(method: string, path: string, body?: unknown): Promise<CaveAnswer> {
    const sent = typeof body === 'string' ? body : writeExactly(body)
    const answer = await fetch(`${this.fleet.address}${path}`, {
      method,
      ...(body === undefined ? {} : { body: sent, headers: { 'Content-Type': 'application/json' } }),
    })
    const text = await answer.text()
    const json = answer.headers.get('content-type')?.includes('json') === true
    return { status: answer.status, body: json ? parseExactly(text) : text, headers: answer.headers }
  }

  createTable(
    name: string,
    schema = 'bound_tag',
    metadata: Record<string, unknown> = {},
  ): Promise<CaveAnswer> {
    return this.ask('POST', `${this.volume}/table`, {
      schema_type: schema,
      table_name: name,
      metadata: {
        description: 'a table',
        voxel_resolution_x: 8,
        voxel_resolution_y: 8,
        voxel_resolution_z: 40,
        ...metadata,
      },
    })
  }

  post(table: string, annotations: readonly unknown[]): Promise<CaveAnswer> {
    return this.ask('POST', `${this.volume}/table/${table}/annotations`, { annotations })
  }

  put(table: string, annotations: readonly unknown[]): Promise<CaveAnswer> {
    return this.ask('PUT', `${this.volume}/table/${table}/annotations`, { annotations })
  }

  remove(table: string, ids: readonly (number | bigint)[]): Promise<CaveAnswer> {
    return this.ask('DELETE', `${this.volume}/table/${table}/annotations`, { annotation_ids: ids })
  }

  async rows(table: string, ids: readonly (number | bigint)[]): Promise<readonly Record<string, unknown>[]> {
    const answer = await this.ask(
      'GET',
      `${this.volume}/table/${table}/annotations?annotation_ids=${ids.join(',')}`,
    )
    const rows = z.array(z.record(z.string(), z.unknown())).parse(answer.body)
    return [...rows].sort((left, right) => Number(left['id']) - Number(right['id']))
  }

  async versions(): Promise<z.infer<typeof versionList>> {
    const answer = await this.ask('GET', `${this.stack}/metadata?expired=True`)
    return answer.status === 404 ? [] : versionList.parse(answer.body)
  }

  run(query = 'days_to_expire=5&merge_tables=true'): Promise<CaveAnswer> {
    return this.ask('POST', `${this.runs}/complete_workflow/datastack/fake_datastack?${query}`)
  }

  /** Makes a version and waits for its end; which one, and how it ended. */
  async materialize(query?: string): Promise<{ readonly version: number; readonly status: string }> {
    const before = Math.max(0, ...(await this.versions()).map((each) => each.version))
    await this.run(query)
    const until = Date.now() + 10_000
    while (Date.now() < until) {
      const made = (await this.versions()).find((each) => each.version > before)
      if (made !== undefined && made.status !== 'RUNNING') return made
      await pause(20)
    }
    throw new Error('no version came to its end within 10 s')
  }

  /** Rows of a query as Arrow, as caveclient asks for them. */
  async query(version: number, table: string, body: unknown = {}): Promise<Table> {
    return this.arrow(`${this.stack}/version/${String(version)}/table/${table}/query?${asArrow}`, body)
  }

  async arrow(path: string, body: unknown): Promise<Table> {
    const answer = await fetch(`${this.fleet.address}${path}`, { method: 'POST', body: writeExactly(body) })
    if (!answer.ok) throw new Error(await answer.text())
    return tableFromIPC(new Uint8Array(await answer.arrayBuffer()))
  }

  /** What a service has told so far, oldest first. */
  async log(service: string): Promise<readonly string[]> {
    const answer = await fetch(`${this.fleet.address}/practice/logs?service=${service}&tail=10000`, {
      headers: { Authorization: `Bearer ${this.fleet.practice.controlToken}` },
    })
    const lines = (await answer.text()).split('\n').filter((line) => line !== '')
    // A line of the answer holds one entry of the log or several.
    return lines.flatMap((line) => logLines.parse(JSON.parse(line))).map((entry) => entry.text)
  }

  async sql(text: string, database = 'fake_volume'): Promise<readonly Record<string, unknown>[]> {
    const pool = new Pool({ ...this.fleet.postgres, database })
    try {
      return (await pool.query<Record<string, unknown>>(text)).rows
    } finally {
      await pool.end()
    }
  }
}

export const asArrow = 'return_pyarrow=True&arrow_format=True&split_positions=True&direct_sql_pandas=True'

export const at = (x: number, y = 100, z = 10): { readonly position: readonly number[] } => ({
  position: [x, y, z],
})

/** An Arrow table as plain rows. */
export const rowsOf = (table: Table): readonly Record<string, unknown>[] =>
  z
    .array(z.record(z.string(), z.unknown()))
    .parse(table.toArray().map((row: { toJSON(): unknown }) => row.toJSON()))

/** The text of a wrapped refusal: 500 with the true code in it. */
export const messageOf = (answer: CaveAnswer): string =>
  z.object({ code: z.literal(500), message: z.string() }).parse(answer.body).message
