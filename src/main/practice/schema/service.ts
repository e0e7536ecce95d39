import { Hono } from 'hono'
import type { PracticeContext } from '../context'
import { notFoundMessage } from '../not-found'

const api = '/schema/api/v2'
const typeRoutes = [`${api}/types`, `${api}/type/<string:annotation_type>`, `${api}/type`]

/** EMAnnotationSchemas: names and JSON schemas of every annotation type (contract/01-discovery.json). */
export const schemaService = ({ schemas }: Pick<PracticeContext, 'schemas'>): Hono => {
  const app = new Hono()
  app.get('/schema/versions', (call) => call.json([2]))
  app.get('/schema/views/version', (call) => call.json('5.26.3'))
  app.get(`${api}/type`, (call) => call.json(schemas.names()))
  app.get(`${api}/type/:name`, (call) => {
    const definition = schemas.definition(call.req.param('name'))
    return definition === undefined
      ? call.json(notFoundMessage(call.req.path, typeRoutes), 404)
      : call.json(definition)
  })
  app.get(`${api}/types_all`, (call) =>
    call.json(Object.fromEntries(schemas.names().map((name) => [name, schemas.definition(name)]))),
  )
  app.post(`${api}/types`, (call) => {
    const asked = (call.req.query('schema_names') ?? '').split(',').filter((name) => name !== '')
    const found = asked.map((name) => [name, schemas.definition(name)] as const)
    return found.some(([, definition]) => definition === undefined)
      ? call.json(notFoundMessage(call.req.path, typeRoutes), 404)
      : call.json(Object.fromEntries(found))
  })
  app.all('/schema/*', (call) => call.json(notFoundMessage(call.req.path), 404))
  return app
}
