import { pack } from 'tar-stream'
import type { ArchiveEntry } from './engine'

/** Folders as anybody may enter them, files as anybody may read them: the services run as users of their own. */
const modes = { folder: 0o755, file: 0o444 } as const

const foldersOf = (entries: readonly ArchiveEntry[]): readonly string[] => {
  const folders = entries.flatMap(({ path }) => {
    const parts = path.split('/').slice(0, -1)
    return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
  })
  return [...new Set(folders)]
}

/** A tar archive in memory: configuration and small files, not data. */
export const archive = async (entries: readonly ArchiveEntry[], when = new Date()): Promise<Buffer> => {
  const packer = pack()
  for (const name of foldersOf(entries))
    packer.entry({ name: `${name}/`, type: 'directory', mode: modes.folder, mtime: when })
  for (const { path, content, mode } of entries)
    packer.entry({ name: path, mode: mode ?? modes.file, mtime: when }, Buffer.from(content))
  packer.finalize()
  const chunks: Uint8Array[] = []
  for await (const chunk of packer) if (chunk instanceof Uint8Array) chunks.push(chunk)
  return Buffer.concat(chunks)
}
