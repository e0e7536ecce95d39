import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** As `sha256sum -c` reads them: the digest, two blanks, the name; sorted by name. */
export const checksums = async (folder, names) => {
  const lines = []
  for (const name of [...names].sort((a, b) => (a < b ? -1 : 1))) {
    const hash = createHash('sha256')
    await pipeline(createReadStream(join(folder, name)), hash)
    lines.push(`${hash.digest('hex')}  ${name}\n`)
  }
  return lines.join('')
}
