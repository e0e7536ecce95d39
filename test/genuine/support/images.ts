import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

const script = resolve(import.meta.dirname, '../../stand-in/images.sh')

/** The stand-in images, built where they are not there yet, as the variables that give them to the product. */
export const standInImages = async (): Promise<Record<string, string>> => {
  const { stdout } = await promisify(execFile)('bash', [script], { maxBuffer: 16 * 1024 * 1024 })
  const pairs = stdout
    .trim()
    .split('\n')
    .map((line): [string, string] => {
      const [name = '', image = ''] = line.split('=')
      return [name, image]
    })
  return Object.fromEntries(pairs)
}
