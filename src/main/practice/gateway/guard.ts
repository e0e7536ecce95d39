import { bodyLimit } from 'hono/body-limit'
import type { MiddlewareHandler } from 'hono'

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

/** As nginx's client_max_body_size of the genuine gateway (CAVE-FACTS 2). */
export const bodies: MiddlewareHandler = bodyLimit({
  maxSize: largestBody,
  onError: (call) =>
    call.json({ code: 413, message: '413 Request Entity Too Large: a body may have 100 MB.' }, 413),
})
