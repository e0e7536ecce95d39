import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { Hono } from 'hono'

/** Files below a folder, by the path that they are asked for with: one that is not listed does not exist, so none leads outside. */
const filesIn = async (folder: string): Promise<ReadonlyMap<string, string>> => {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = found.filter((each) => each.isFile()).map((each) => path.join(each.parentPath, each.name))
  return new Map(files.map((file) => [path.relative(folder, file).split(path.sep).join('/'), file]))
}

/** The precomputed watershed at `/ws/`, as the genuine gateway serves it; where nothing is stored there is background: 404. */
export const watershed = (folder: string): Hono => {
  let files: Promise<ReadonlyMap<string, string>> | undefined
  const app = new Hono()
  app.get('/ws/*', async (call) => {
    files ??= filesIn(folder)
    const file = (await files).get(call.req.path.slice('/ws/'.length))
    if (file === undefined) return call.notFound()
    const content = new Uint8Array(await readFile(file))
    return call.body(content, 200, { 'Content-Type': 'application/octet-stream' })
  })
  return app
}
