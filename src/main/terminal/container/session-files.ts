import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where they lie in the container; the tunnel's program puts them there. */
export const filesFolder = '/tmp/realcave'
export const homeFolder = '/tmp/home'

/** The programs of a session, as they are sent into a container: nothing of this machine's files is seen in there. */
export const sessionFiles = async (resources: string): Promise<Readonly<Record<string, string>>> => {
  const folder = join(resources, 'python')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.py'))
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  return Object.fromEntries(names.map((name, at) => [name, texts[at] ?? '']))
}
