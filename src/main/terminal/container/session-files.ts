import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** All that can be written to in a container. */
export const scratchFolder = '/tmp'
/** Where the programs lie in it; the tunnel's program puts them there. */
export const filesFolder = `${scratchFolder}/realcave`
export const homeFolder = `${scratchFolder}/home`

/** The programs of a session, as they are sent into a container: nothing of this machine's files is seen in there. */
export const sessionFiles = async (resources: string): Promise<Readonly<Record<string, string>>> => {
  const folder = join(resources, 'python')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.py'))
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  return Object.fromEntries(names.map((name, at) => [name, texts[at] ?? '']))
}
