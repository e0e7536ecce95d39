import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { Failure } from '../../shared/errors'
import { filesBelow } from '../machine/files-below'
import { installAgain } from '../machine/installed'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

/** One file of a built page. */
interface StaticFile {
  readonly type: string
  /** Named by its content's hash, so it never changes. */
  readonly immutable: boolean
  read(): Promise<Uint8Array<ArrayBuffer>>
}

/** A built page as a table of exact paths: a path that is not in it does not exist, so none leads outside. */
export interface StaticFiles {
  find(path: string): StaticFile | undefined
}

const notBuilt = (folder: string, cause: unknown): Failure =>
  new Failure(
    {
      code: 'NOT_FOUND',
      what: 'The pages of RealCAVE have not been built.',
      why: `${join(folder, 'index.html')} is not there.`,
      fix: folder.split(sep).includes('app.asar')
        ? installAgain
        : 'Run "npm run build" in the folder of RealCAVE, then try again.',
    },
    { cause },
  )

/** Reads which files there are, once. `/` is index.html. */
export const openStaticFiles = async (folder: string): Promise<StaticFiles> => {
  const files = await filesBelow(folder).catch((error: unknown) => {
    throw notBuilt(folder, error)
  })
  const table = new Map<string, StaticFile>()
  for (const file of files) {
    const type = types[extname(file).toLowerCase()]
    if (type === undefined) continue
    const path = `/${file}`
    table.set(path, {
      type,
      immutable: path.startsWith('/assets/'),
      read: async () => new Uint8Array(await readFile(join(folder, file))),
    })
  }
  const index = table.get('/index.html')
  if (index === undefined) throw notBuilt(folder, undefined)
  table.set('/', index)
  return { find: (path) => table.get(path) }
}
