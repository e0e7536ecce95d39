import { Client } from 'pg'
import { Hono } from 'hono'
import { infoService } from '../../src/main/practice/info/service'
import { datasetsSql } from '../../src/main/practice/layout-sql'
import { processContext, schemasOfImage } from './process-context'
import { needed, postgresOf, readSettings, type Reach } from './settings'
import { serveUwsgi } from './uwsgi'

const reachOfInfo = (): Reach => postgresOf(readSettings('ANNOTATIONINFOSERVICE_SETTINGS'))

export const info = async (): Promise<void> => {
  const schemas = await schemasOfImage()
  await serveUwsgi(() => {
    const app = new Hono()
    app.route('/', infoService(processContext(reachOfInfo(), schemas)))
    // DEBUG lets what nobody handles through to uwsgi, which then answers nothing: CAVE-FACTS 1.
    app.onError((error, call) => {
      process.stdout.write(`${error.message}\n`)
      return call.text('', 502)
    })
    return app
  })
}

/** `flask db upgrade`: the tables of the database datasets, and nothing where they are there. */
export const migrate = async (): Promise<void> => {
  if (needed('FLASK_APP') !== 'run.py') throw new Error('Error: Could not locate a Flask application.')
  const client = new Client({ ...reachOfInfo(), database: 'datasets' })
  await client.connect()
  try {
    await client.query(`BEGIN; ${datasetsSql} COMMIT;`)
  } finally {
    await client.end()
  }
  process.stderr.write('INFO  [alembic.runtime.migration] Running upgrade  -> df5b03b51b24\n')
}
