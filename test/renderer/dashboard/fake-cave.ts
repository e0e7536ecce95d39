import { vi } from 'vitest'

interface FakeRow {
  id: number
  tag: string
  deleted: string
  superceded_id: number | null
}

interface FakeVersion {
  readonly version: number
  readonly status: string
  readonly ids: readonly number[]
}

const volume = '/annotation/api/v2/aligned_volume/fake_volume/table'
const stack = '/materialize/api/v3/datastack/fake_datastack'
const frozen = '/materialize/api/v2/datastack/fake_datastack/version'
const time = (second: number): string => `2026-11-23 02:26:${String(second).padStart(2, '0')}.000000`

type Answer = readonly [status: number, body: string]
const ok = (value: unknown): Answer => [200, JSON.stringify(value)]
const gone: Answer = [502, '<html>502 Bad Gateway</html>']
const lost: Answer = [500, '{"code":500,"message":"404 table \\"projects/x/tables/test\\" not found"}']
const unknown: Answer = [404, '<html>404 Not Found</html>']

/** As much of CAVE as the dashboard reads, in the shapes of test/contract/recordings/07-dashboard.json. Stands in for `fetch`. */
export class FakeCave {
  kind: 'practice' | 'genuine' = 'practice'
  /** First words of the paths that answer 502. */
  readonly down = new Set<string>()
  gateway = true
  graph = true
  readonly tables = new Map<string, FakeRow[]>([['my_cave_table', []]])
  versions: FakeVersion[] = []
  /** Every path that was asked for, in order. */
  readonly asked: string[] = []

  constructor() {
    for (const tag of ['cell A', 'cell B']) this.add(tag)
    this.materialize()
    vi.stubGlobal('fetch', (path: string, given: RequestInit = {}) => this.#fetch(path, given))
  }

  add(tag: string, table = 'my_cave_table'): void {
    const rows = this.tables.get(table) ?? []
    this.tables.set(table, [...rows, { id: rows.length + 1, tag, deleted: 'None', superceded_id: null }])
  }

  edit(id: number, tag: string): void {
    const rows = this.tables.get('my_cave_table') ?? []
    const [old, next] = [rows.find((row) => row.id === id), rows.length + 1]
    this.add(tag)
    if (old !== undefined) Object.assign(old, { deleted: time(30), superceded_id: next })
  }

  materialize(status = 'AVAILABLE'): void {
    const live = (this.tables.get('my_cave_table') ?? []).filter(({ deleted }) => deleted === 'None')
    const version = this.versions.length + 1
    this.versions = [...this.versions, { version, status, ids: live.map(({ id }) => id) }]
  }

  async #fetch(path: string, given: RequestInit): Promise<Response> {
    this.asked.push(path)
    given.signal?.throwIfAborted()
    if (!this.gateway) throw new TypeError('Failed to fetch')
    const [status, body] = this.#answer(path, typeof given.body === 'string' ? given.body : '')
    return new Response(body, { status })
  }

  #answer(path: string, body: string): Answer {
    const first = path.split('/')[1] ?? ''
    if ([...this.down].some((name) => first === name)) return gone
    switch (path) {
      case '/dashboard/fleet.json':
        return ok({ kind: this.kind })
      case '/info/health':
      case '/anno_health':
        return ok('healthy')
      case '/mat_health':
        return ok({ fake_volume: this.versions.length })
      case '/info/version':
        return ok('4.3.3')
      case '/schema/views/version':
        return ok('5.26.3')
      case '/segmentation/api/version':
        return ok('2.21.1')
      case '/materialize/version':
        return ok('5.26.4')
      case '/segmentation/api/v1/table/test/node/72127962782105600/root':
        return this.graph ? [200, '{"root_id": 288230376151711745}'] : lost
      case volume:
        return ok([...this.tables.keys()])
      case `${stack}/metadata?expired=True`:
        return this.#versions()
      default:
        return path.startsWith(volume) ? this.#table(path) : this.#version(path, body)
    }
  }

  #table(path: string): Answer {
    const [, name = '', what = '', ids = ''] =
      /\/table\/([^/]+)(?:\/([a-z]+)(?:\?annotation_ids=([\d,]+))?)?$/.exec(path) ?? []
    const rows = this.tables.get(name) ?? []
    if (what === 'count') return ok(rows.length)
    if (what === '')
      return [
        201,
        JSON.stringify({
          schema_type: 'bound_tag',
          description: 'demo table',
          voxel_resolution_x: 8,
          voxel_resolution_y: 8,
          voxel_resolution_z: 40,
        }),
      ]
    const asked = new Set(ids.split(',').map(Number))
    return ok(
      rows
        .filter(({ id }) => asked.has(id))
        .map((row) => ({
          ...row,
          valid: row.deleted === 'None',
          pt_position: [600, 100, 10],
          created: time(row.id),
        })),
    )
  }

  #versions(): Answer {
    if (this.versions.length === 0) return [404, '"No valid versions found"']
    return ok(
      this.versions.map(({ version, status }) => ({
        version,
        status,
        valid: status === 'AVAILABLE',
        time_stamp: time(version).replace(' ', 'T'),
        expires_on: '2026-11-28T01:26:00.000000',
      })),
    )
  }

  #version(path: string, body: string): Answer {
    const [, number = ''] = /\/version\/(\d+)\//.exec(path) ?? []
    const version = this.versions.find((each) => String(each.version) === number)
    if (version === undefined) return unknown
    if (path === `${frozen}/${number}/tables`) return ok(['my_cave_table'])
    if (path === `${frozen}/${number}/table/my_cave_table/count`) return ok(version.ids.length)
    if (!path.startsWith(`${stack}/version/${number}/table/my_cave_table/query?`)) return unknown
    const asked = version.ids.filter((id) => new RegExp(`\\b${String(id)}\\b`).test(body))
    const rows = asked.map(
      (id) => `{"id":${String(id)},"pt_supervoxel_id":1,"pt_root_id":288230376151711745}`,
    )
    return [200, `[${rows.join(',')}]`]
  }
}
