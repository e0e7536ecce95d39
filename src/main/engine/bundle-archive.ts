import { extract, type Extract } from 'tar-stream'
import { z } from 'zod'
import { bundleInvalid } from './bundle-manifest'

/** What `docker save` writes of its images; it stands among the layers. */
const contents = z.array(z.object({ RepoTags: z.array(z.string()).nullable() }))

const leadsOut = (name: string): boolean =>
  /^([/\\]|[a-z]:)/i.test(name) || name.split(/[/\\]/).includes('..')

/** Small enough to be held: a list of files and tags. */
const listLimit = 10_000_000

/** Its callback never comes after an error, which comes by itself. */
const write = (sink: Extract, chunk: Uint8Array | null): Promise<void> =>
  new Promise((resolve, reject) => {
    const done = (): void => {
      sink.off('error', reject)
      resolve()
    }
    sink.once('error', reject)
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
  sink.on('entry', ({ name, linkname, size = 0 }, stream, next) => {
    const wrong = [name, linkname ?? ''].find(leadsOut)
    if (wrong !== undefined) {
      next(bundleInvalid(bundle, `It holds a name that leads out of its folder: ${wrong}`))
      return
    }
    const isList = name === 'manifest.json' && size < listLimit
    stream.on('data', (chunk: Buffer) => isList && list.push(chunk))
    stream.on('end', () => next())
  })
  // Not by a pipeline: this kind of stream never tells that it has closed.
  for await (const chunk of chunks) await write(sink, chunk)
  await write(sink, null)
  try {
    return contents
      .parse(JSON.parse(Buffer.concat(list).toString('utf8')))
      .flatMap(({ RepoTags }) => RepoTags ?? [])
  } catch {
    throw bundleInvalid(bundle, 'It ends before the list of its images.')
  }
}
