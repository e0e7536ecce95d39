import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Hono } from 'hono'
import { filesBelow } from '../../machine/files-below'

/** The precomputed watershed at `/ws/`, as the genuine gateway serves it. A file that is not listed does not exist, so none leads outside; where nothing is stored there is background: 404. */
export const watershed = (folder: string): Hono => {
  let files: Promise<readonly string[]> | undefined
  const app = new Hono()
  app.get('/ws/*', async (call) => {
    files ??= filesBelow(folder)
    const name = call.req.path.slice('/ws/'.length)
    if (!(await files).includes(name)) return call.notFound()
    const content = new Uint8Array(await readFile(path.join(folder, name)))
    return call.body(content, 200, { 'Content-Type': 'application/octet-stream' })
  })
  return app
}
