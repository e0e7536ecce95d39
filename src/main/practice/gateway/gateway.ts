import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { getPath } from 'hono/utils/url'
import { toFailure } from '../../../shared/errors'
import type { PracticeContext, PracticeService } from '../context'
import { control, type ControlParts } from './control'
import { dashboard } from './dashboard'
import { bodies, guard } from './guard'
import { serviceOf } from './request-log'
import { watershed } from './watershed'

/** As the genuine gateway's nginx words it (contract/01-discovery.json), so that clients meet the same bytes. */
const notFound =
  '<html>\r\n<head><title>404 Not Found</title></head>\r\n<body>\r\n<center><h1>404 Not Found</h1></center>\r\n' +
  '<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n'

export interface GatewayParts extends ControlParts {
  /** The folder of the built dashboard. */
  readonly dashboard: string
  /** The folder of the precomputed watershed. */
  readonly watershed: string
}

/** Everything that the fleet answers on its one port (CAVE-FACTS 2). */
export const gateway = (
  context: PracticeContext,
  services: readonly PracticeService[],
  parts: GatewayParts,
): Hono => {
  // nginx merges slashes: a client whose server address ends in one asks for //info/...
  const app = new Hono({ getPath: (request) => getPath(request).replaceAll(/\/{2,}/g, '/') })
  app.use(parts.requests.middleware, guard(parts.port), bodies)
  app.onError((error, call) => {
    if (error instanceof SyntaxError)
      return call.json({ code: 400, message: `400 Bad Request: the body is no JSON: ${error.message}` }, 400)
    if (error instanceof HTTPException) return error.getResponse()
    const { info } = toFailure(error, 'The request could not be answered.')
    context.log(serviceOf(call.req.path), 'error', `${call.req.method} ${call.req.path}: ${info.why}`)
    return call.json({ code: 500, message: info.why, traceback: [] }, 500)
  })
  app.notFound((call) => call.html(notFound, 404, { 'Content-Type': 'text/html' }))
  app.options('*', (call) => call.body(null, 204, { Allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS' }))
  app.route('/', control(parts))
  app.route('/', dashboard(parts.dashboard))
  app.route('/', watershed(parts.watershed))
  // Paths without a service's prefix end here: a service's routes outside it are for its own container.
  app.use(async (call, next) => (serviceOf(call.req.path) === 'gateway' ? call.notFound() : next()))
  for (const service of services) app.route('/', service(context))
  return app
}
