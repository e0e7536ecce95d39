import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { exactAnswer, exactFloat } from '../annotation/exact-json'
import { answered, raised, refusalOf } from '../annotation/refusal'
import type { PracticeService } from '../context'
import { askedId, askedIds, askedTime, pythonTime, type GraphContext } from './asked'
import { birth, children, isLatest, layers, leaves, root, rootOf } from './graph'
import { graphInfo, version } from './graph-info'

const table = '/segmentation/api/v1/table/:table'

/** Ids below a node, in the layer asked for. The dummy graph lies in one chunk: bounds would ask for all of it or nothing. */
const leavesOf = (call: GraphContext, node: bigint): readonly bigint[] => {
  if (call.req.query('bounds') !== undefined)
    throw answered(501, 'The practice fleet answers leaves without bounds only.')
  const layer = Number(call.req.query('stop_layer') ?? 1)
  if (Number.isInteger(layer) && layer >= 1 && layer <= layers) return leaves(node, layer)
  throw answered(400, `stop_layer must be 1 to ${String(layers)}.`)
}

/** The layer in which a look-up of a root ends: the roots', unless another is asked for. */
const stopLayer = (call: GraphContext): number => {
  const layer = Number(call.req.query('stop_layer') ?? layers)
  if (Number.isInteger(layer)) return layer
  throw answered(400, 'stop_layer is not an integer.')
}

const bornAt = (node: bigint): number => {
  if (node !== root) throw raised(`Cannot find root id ${String(node)}, ${String(layers)}`)
  return birth.getTime() / 1000
}

/** An id without a root comes back as it is: unknown, or asked for before the root's birth (CAVE-FACTS 4). */
const rootOrSelf = (node: bigint, at: Date): bigint => rootOf(node, at) ?? node

const byId = <T>(ids: readonly bigint[], value: (id: bigint) => T): Record<string, T> =>
  Object.fromEntries(ids.map((id) => [String(id), value(id)]))

/** A table of edits as pandas writes it, without rows: this segmentation is never edited. */
const emptyChangeLog = JSON.stringify(
  Object.fromEntries(
    [
      'operation_id',
      'timestamp',
      'user_id',
      'before_root_ids',
      'after_root_ids',
      'is_merge',
      'user_name',
      'user_affiliation',
    ].map((name) => [name, {}]),
  ),
)

/** PyChunkedGraph's reads over the dummy graph (CAVE-FACTS 4 and 6, contract/04-segmentation.json). */
export const segmentationService: PracticeService = (context) => {
  const app = new Hono<{ Bindings: Partial<HttpBindings> }>()
  app.onError((error) => {
    const refusal = refusalOf(error)
    if (refusal.status !== 500) return exactAnswer({ message: refusal.message }, refusal.status)
    context.log('pcg', 'warning', refusal.message)
    const timestamp = pythonTime(new Date()).slice(0, -6)
    return exactAnswer({ code: 500, duration: 0, message: refusal.message, timestamp, traceback: [] }, 500)
  })
  app.get('/segmentation/api/version', (call) => call.json(version))
  app.get('/segmentation/api/versions', (call) => call.json([0, 1]))
  app.use('/segmentation/*', async (call, next) => {
    const asked = /\/table\/([^/]+)/.exec(call.req.path)?.[1]
    if (asked !== undefined && asked !== 'test')
      throw raised(`404 table "projects/fake-project/instances/pychunkedgraph/tables/${asked}" not found`)
    await next()
  })
  app.get('/segmentation/table/:table/info', (call) => call.json(graphInfo))

  app.get(`${table}/node/:node/root`, (call) => {
    const [node, at, stop] = [askedId(call), askedTime(call), stopLayer(call)]
    const found = rootOf(node, at, stop)
    if (found === undefined)
      throw raised(`Cannot find root id ${String(node)}, ${String(stop)}, ${pythonTime(at)}`)
    return exactAnswer({ root_id: found })
  })
  app.post(`${table}/roots_binary`, async (call) => {
    const at = askedTime(call)
    const bytes = Buffer.from(await call.req.arrayBuffer())
    if (bytes.length % 8 !== 0) throw raised('buffer size must be a multiple of element size')
    for (let offset = 0; offset < bytes.length; offset += 8)
      bytes.writeBigUInt64LE(rootOrSelf(bytes.readBigUInt64LE(offset), at), offset)
    return call.body(bytes, 200, { 'Content-Type': 'text/html; charset=utf-8' })
  })
  app.get(`${table}/node/:node/leaves`, (call) => exactAnswer({ leaf_ids: leavesOf(call, askedId(call)) }))
  app.post(`${table}/node/leaves_many`, async (call) =>
    exactAnswer(byId(await askedIds(call), (node) => leavesOf(call, node))),
  )
  app.get(`${table}/node/:node/children`, (call) =>
    exactAnswer({ children_ids: children.get(askedId(call)) ?? [] }),
  )
  app.post(`${table}/is_latest_roots`, async (call) => {
    const at = askedTime(call)
    return exactAnswer({ is_latest: (await askedIds(call)).map((node) => isLatest(node, at)) })
  })
  app.get(`${table}/valid_nodes`, async (call) => {
    const at = askedTime(call, 'end_timestamp')
    return exactAnswer({ valid_roots: (await askedIds(call)).filter((node) => isLatest(node, at)) })
  })
  app.post(`${table}/root_timestamps`, async (call) => {
    const at = call.req.query('latest')?.toLowerCase() === 'true' ? askedTime(call).getTime() / 1000 : 0
    const nodes = await askedIds(call)
    // Where the graph has none of them, PyChunkedGraph answers none and says nothing.
    const known = nodes.includes(root) ? nodes : []
    return exactAnswer({ timestamp: known.map((node) => exactFloat(Math.max(at, bornAt(node)))) })
  })
  app.get(`${table}/past_id_mapping`, async (call) => {
    const own = byId(await askedIds(call), (id) => [id])
    return exactAnswer({ future_id_map: own, past_id_map: own })
  })
  app.post(`${table}/lineage_graph_multiple`, async (call) => {
    const nodes = (await askedIds(call)).map((id) => ({ id, timestamp: exactFloat(bornAt(id)) }))
    return exactAnswer({ directed: true, graph: {}, links: [], multigraph: false, nodes })
  })
  app.get(`${table}/tabular_change_log_many`, async (call) =>
    exactAnswer(byId(await askedIds(call), () => emptyChangeLog)),
  )
  app.get(`${table}/delta_roots`, (call) => {
    const [past, future] = [askedTime(call, 'timestamp_past'), askedTime(call, 'timestamp_future')]
    return exactAnswer({ old_roots: [], new_roots: past < birth && birth <= future ? [root] : [] })
  })
  app.get(`${table}/oldest_timestamp`, () => {
    // True until the first edit of a graph; this one cannot be edited.
    throw raised("'NoneType' object has no attribute 'isoformat'")
  })
  app.all(`${table}/*`, () => {
    throw answered(501, "The practice fleet's segmentation is a fixed dummy: this is for the genuine fleet.")
  })
  return new Hono().route('/', app)
}
