import type { Context, MiddlewareHandler } from 'hono'

const largestBody = 100 * 1024 * 1024

const hosts = (port: number): readonly string[] =>
  ['127.0.0.1', 'localhost'].flatMap((name) => [`${name}:${String(port)}`, ...(port === 80 ? [name] : [])])

/**
 * Nobody logs in here, so any web page open on the machine could otherwise read and change the data: by its own address pointed at
 * 127.0.0.1 (Host), by a form or a script (Origin, Sec-Fetch-Site). Programs send none of the last two.
 */
export const guard = (port: number): MiddlewareHandler => {
  const allowed = new Set(hosts(port))
  const origins = new Set([...allowed].map((host) => `http://${host}`))
  return async (call, next) => {
    const host = (call.req.header('host') ?? '').toLowerCase()
    const origin = call.req.header('origin')
    const site = call.req.header('sec-fetch-site')
    const reads = ['GET', 'HEAD'].includes(call.req.method)
    const refused = !allowed.has(host)
      ? `The Host header "${host}" is not this gateway's: use http://127.0.0.1:${String(port)}.`
      : origin !== undefined && !origins.has(origin.toLowerCase())
        ? `Pages of ${origin} may not use this gateway.`
        : site === 'cross-site' || (site === 'same-site' && !reads)
          ? 'Pages of other sites may not use this gateway.'
          : undefined
    if (refused !== undefined) return call.json({ code: 403, message: `403 Forbidden: ${refused}` }, 403)
    return next()
  }
}

const tooLarge = (call: Context): Response =>
  call.json({ code: 413, message: '413 Request Entity Too Large: a body may have 100 MB.' }, 413)

/** The whole of a body that comes in chunks; undefined as soon as it is too large. */
const chunked = async (body: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > largestBody) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/**
 * As nginx's client_max_body_size of the genuine gateway (CAVE-FACTS 2). Hono's own limit fails with 500 for every request without a
 * Content-Length under the Node server: it makes a new Request of one that is none of the platform's.
 */
export const bodies: MiddlewareHandler = async (call, next) => {
  const { raw } = call.req
  if (!raw.headers.has('transfer-encoding')) {
    return Number(raw.headers.get('content-length') ?? 0) > largestBody ? tooLarge(call) : next()
  }
  const body = raw.body === null ? new Uint8Array() : await chunked(raw.body)
  if (body === undefined) return tooLarge(call)
  const reads = ['GET', 'HEAD'].includes(raw.method)
  call.req.raw = new Request(raw.url, { method: raw.method, headers: raw.headers, body: reads ? null : body })
  return next()
}
