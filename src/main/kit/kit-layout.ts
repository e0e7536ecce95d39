import { lstat } from 'node:fs/promises'
import path from 'node:path'

/** What a kit is made of, by name: the folder itself is named as its maker likes. */
export const layout = {
  manifest: 'kit.json',
  /** There until the manifest is: whoever opens the folder reads that it is not whole. */
  unfinished: 'NOT-COMPLETE.txt',
  settings: 'classroom.json',
  schema: 'classroom.schema.json',
  start: 'START-HERE.txt',
  windows: 'install.cmd',
  unix: 'install.sh',
  installers: 'installer',
  images: 'images',
  python: 'python',
  lessons: 'lessons',
} as const

export const topNames: ReadonlySet<string> = new Set(Object.values(layout))

/** What systems put on sticks by themselves. */
const systemNames = /^(?:\..*|System Volume Information|\$RECYCLE\.BIN|desktop\.ini|Thumbs\.db)$/i

export const isSystemName = (name: string): boolean => systemNames.test(name)

/** Windows opens a device by such a name, whatever its ending. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

const isPlainName = (name: string): boolean =>
  /^[\p{L}\p{N}_][\p{L}\p{N} ._+()-]{0,200}$/u.test(name) && !/[ .]$/.test(name) && !device.test(name)

/** Whether a manifest may name this file: below the kit's folder on every system, among what a kit is made of. */
export const isKitPath = (file: string): boolean => {
  const names = file.split('/')
  const [top = ''] = names
  return names.length <= 5 && topNames.has(top) && names.every(isPlainName)
}

/** A file of the kit as it is: its length, or why it is none. A link is none, wherever on the way to it it stands. */
export const lookAtFile = async (folder: string, file: string): Promise<number | string> => {
  const names = file.split('/')
  for (let depth = 1; depth <= names.length; depth += 1) {
    const at = path.join(folder, ...names.slice(0, depth))
    const found = await lstat(at).catch(() => null)
    if (found === null) return 'it is missing'
    if (found.isSymbolicLink()) return `${names.slice(0, depth).join('/')} is a link, which may lead anywhere`
    const last = depth === names.length
    if (last ? !found.isFile() : !found.isDirectory()) return last ? 'it is no file' : 'its folder is none'
    if (last) return found.size
  }
  return 'it has no name'
}
