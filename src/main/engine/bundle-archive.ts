import path from 'node:path'
import { extract, type Extract, type Headers } from 'tar-stream'
import { z } from 'zod'
import { bundleInvalid } from './bundle-manifest'

/** What `docker save` writes of its images; it stands among the layers. */
const contents = z.array(z.object({ RepoTags: z.array(z.string()).nullable() }))

/** Windows' own separators and drives count as well: what is a name to one engine may be a path to another. */
const leadsOut = (name: string): boolean => {
  const plain = path.posix.normalize(name.replaceAll('\\', '/'))
  return plain.startsWith('/') || /^[a-z]:/i.test(plain) || plain === '..' || plain.startsWith('../')
}

/** Engines before 25 write a shared layer once and link to it from its siblings' folders: "../<id>/layer.tar". */
const targetOf = ({ name, type, linkname }: Headers): string => {
  const target = (linkname ?? '').replaceAll('\\', '/')
  const isFull = target.startsWith('/') || /^[a-z]:/i.test(target)
  return type === 'symlink' && !isFull ? path.posix.join(path.posix.dirname(name), target) : target
}

/** What images are made of. Nothing else in the archive is theirs, and an engine may make what it reads: devices, pipes. */
const known = new Set(['file', 'directory', 'symlink', 'link', 'contiguous-file'])

/** Small enough to be held: a list of files and tags. */
const listLimit = 10_000_000

const write = (sink: Extract, chunk: Uint8Array | null): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => resolve()
    if (chunk === null) sink.end(done)
    else sink.write(chunk, done)
  })

/**
 * Reads an archive of images as it flows by and tells the tags that loading it would set. Names that lead out of the folder
 * where the engine unpacks it fail at once.
 */
export const archivedTags = async (
  bundle: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<readonly string[]> => {
  const list: Buffer[] = []
  const sink = extract()
  // Listened to from the first byte to the last: an error can come between two writes, and after one no write comes to its end.
  const broken = new Promise<never>((_resolve, reject) => {
    sink.on('error', reject)
  })
  broken.catch(() => undefined)
  sink.on('entry', (header, stream, next) => {
    const { name, size = 0 } = header
    const wrong = [name, targetOf(header)].find(leadsOut)
    if (wrong !== undefined) {
      next(bundleInvalid(bundle, `It holds a name that leads out of its folder: ${wrong}`))
      return
    }
    if (!known.has(header.type ?? 'file')) {
      next(bundleInvalid(bundle, `It holds ${name}, which is a ${header.type ?? ''}.`))
      return
    }
    const isList = name === 'manifest.json' && size < listLimit
    stream.on('data', (chunk: Buffer) => isList && list.push(chunk))
    stream.on('end', () => next())
  })
  // Not by a pipeline: this kind of stream never tells that it has closed.
  for await (const chunk of chunks) await Promise.race([broken, write(sink, chunk)])
  await Promise.race([broken, write(sink, null)])
  try {
    return contents
      .parse(JSON.parse(Buffer.concat(list).toString('utf8')))
      .flatMap(({ RepoTags }) => RepoTags ?? [])
  } catch {
    throw bundleInvalid(bundle, 'It ends before the list of its images.')
  }
}
