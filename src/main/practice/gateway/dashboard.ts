import { Hono, type Context } from 'hono'
import { fleetNotePath, type FleetNote } from '../../../shared/dashboard'
import { securityHeaders } from '../../pages/content-security-policy'
import { openStaticFiles } from '../../pages/static-files'

/** The dashboard at `/`, with the headers that the genuine gateway sends (cfg/gateway.conf). */
export const dashboard = (folder: string): Hono => {
  const app = new Hono()
  // Looked up at each request: the files of a page that was built anew have other names.
  const send = async (call: Context, path: string): Promise<Response> => {
    const files = await openStaticFiles(folder).catch(() => undefined)
    const file = files?.find(path)
    if (file === undefined) return call.notFound()
    return call.body(await file.read(), 200, {
      ...securityHeaders,
      'Content-Type': file.type,
      'Cache-Control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
  }
  app.get('/', (call) => send(call, '/'))
  app.get(fleetNotePath, (call) => {
    call.header('Cache-Control', 'no-cache')
    return call.json({ kind: 'practice' } satisfies FleetNote)
  })
  app.get('/dashboard/*', (call) => send(call, call.req.path.replace('/dashboard', '')))
  return app
}
