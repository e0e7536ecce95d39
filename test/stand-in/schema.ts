import { Hono } from 'hono'
import { schemaService } from '../../src/main/practice/schema/service'
import { processContext, schemasOfImage } from './process-context'
import { serveUwsgi } from './uwsgi'

/** It has no database. */
const nowhere = { host: 'none.invalid', port: 5432, user: '', password: '' }

export const schema = async (): Promise<void> => {
  const schemas = await schemasOfImage()
  await serveUwsgi(() => new Hono().route('/', schemaService(processContext(nowhere, schemas))))
}
