import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { z } from 'zod'
import { parseExactly } from '../annotation/exact-json'
import { answered } from '../annotation/refusal'

/** Bodies of GET requests, which caveclient sends and the web's Request cannot carry, are read from the connection. */
export type GraphContext = Context<{ Bindings: Partial<HttpBindings> }>

const largestGetBody = 10 * 1024 * 1024

const bodyText = async (call: GraphContext): Promise<string> => {
  const incoming = call.env.incoming
  if (call.req.method !== 'GET' || incoming === undefined) return call.req.text()
  const chunks: Buffer[] = []
  let length = 0
  for await (const piece of incoming) {
    const bytes = Buffer.from(piece)
    length += bytes.length
    if (length > largestGetBody) throw answered(413, 'The body is too large.')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const largestId = 2n ** 64n - 1n
const id = z.union([z.int().transform(BigInt), z.bigint()]).pipe(z.bigint().nonnegative().max(largestId))
const idLists = z.union([
  z.object({ node_ids: z.array(id) }).transform((body) => body.node_ids),
  z.object({ root_ids: z.array(id) }).transform((body) => body.root_ids),
])

/** The ids that a body lists as `node_ids` or `root_ids`. */
export const askedIds = async (call: GraphContext): Promise<readonly bigint[]> => {
  const text = await bodyText(call)
  try {
    return idLists.parse(parseExactly(text))
  } catch {
    throw answered(400, 'The body must be {"node_ids": [...]} or {"root_ids": [...]}.')
  }
}

/** The id in the path. */
export const askedId = (call: GraphContext): bigint => {
  const text = call.req.param('node') ?? ''
  const value = /^\d{1,20}$/.test(text) ? BigInt(text) : -1n
  if (value < 0n || value > largestId) throw answered(404, `${text} is no node id.`)
  return value
}

/** A time given as seconds since 1970; now when it is missing. */
export const askedTime = (call: GraphContext, name = 'timestamp'): Date => {
  const text = call.req.query(name) ?? ''
  if (text === '') return new Date()
  const time = new Date(Number(text) * 1000)
  if (Number.isNaN(time.getTime())) throw answered(400, 'Timestamp parameter is not a valid unix timestamp.')
  return time
}

/** As Python prints a time in UTC with the milliseconds that Bigtable keeps. */
export const pythonTime = (time: Date): string => {
  const text = time.toISOString().replace('T', ' ').slice(0, -1)
  return time.getUTCMilliseconds() === 0 ? `${text.slice(0, -4)}+00:00` : `${text}000+00:00`
}
