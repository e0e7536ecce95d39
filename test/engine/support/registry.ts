import { createHash } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'

const digestOf = (content: Buffer): string => `sha256:${createHash('sha256').update(content).digest('hex')}`

const layerOf = async (name: string, content: Buffer): Promise<Buffer> => {
  const packer = pack()
  packer.entry({ name, mode: 0o644 }, content)
  packer.finalize()
  const chunks: Uint8Array[] = []
  for await (const chunk of packer) if (chunk instanceof Uint8Array) chunks.push(chunk)
  return Buffer.concat(chunks)
}

export interface TestRegistry extends AsyncDisposable {
  /** What stands before the repository in an image's name. Engines take a registry on the loopback without TLS. */
  readonly host: string
  /** The size of all layers on the wire. */
  readonly size: number
  /** Answers the next requests of layers otherwise, in order: "break" ends in the middle. */
  readonly trouble: ('break' | 'busy' | 'limit')[]
}

/** A registry with one image, `little/image:1`, of two layers that do not compress. */
export const startRegistry = async (label: string): Promise<TestRegistry> => {
  const layers = await Promise.all(
    ['one', 'two'].map(async (name, index) => {
      const noise = Buffer.from(Array.from({ length: 400_000 + index * 200_000 }, () => Math.random() * 256))
      const plain = await layerOf(name, noise)
      return { plain, packed: gzipSync(plain) }
    }),
  )
  const config = Buffer.from(
    JSON.stringify({
      architecture: 'amd64',
      os: 'linux',
      config: { Labels: { [label]: 'true' } },
      rootfs: { type: 'layers', diff_ids: layers.map(({ plain }) => digestOf(plain)) },
      history: layers.map(() => ({ created_by: 'a test' })),
    }),
  )
  const type = 'application/vnd.docker.distribution.manifest.v2+json'
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: type,
      config: {
        mediaType: 'application/vnd.docker.container.image.v1+json',
        size: config.length,
        digest: digestOf(config),
      },
      layers: layers.map(({ packed }) => ({
        mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
        size: packed.length,
        digest: digestOf(packed),
      })),
    }),
  )
  const blobs = new Map([config, ...layers.map(({ packed }) => packed)].map((blob) => [digestOf(blob), blob]))
  const trouble: TestRegistry['trouble'] = []

  const refuse = (response: ServerResponse, status: number, code: string): void => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ errors: [{ code, message: code.toLowerCase().replaceAll('_', ' ') }] }))
  }
  const sendBlob = (response: ServerResponse, blob: Buffer): void => {
    const now = blob === config ? undefined : trouble.shift()
    if (now === 'limit') return refuse(response, 429, 'TOOMANYREQUESTS')
    if (now === 'busy') return refuse(response, 503, 'UNAVAILABLE')
    response.writeHead(200, { 'content-length': blob.length })
    if (now === 'break') response.write(blob.subarray(0, 1000), () => response.destroy())
    else response.end(blob)
  }
  const server = createServer((request, response) => {
    const [, kind, reference = ''] =
      /^\/v2\/little\/image\/(manifests|blobs)\/(.+)$/.exec(request.url ?? '') ?? []
    const blob = blobs.get(reference)
    if (request.url === '/v2/') response.end('{}')
    else if (kind === 'manifests' && (reference === '1' || reference === digestOf(manifest))) {
      response.writeHead(200, {
        'content-type': type,
        'content-length': manifest.length,
        'docker-content-digest': digestOf(manifest),
      })
      response.end(request.method === 'HEAD' ? undefined : manifest)
    } else if (kind === 'blobs' && blob) sendBlob(response, blob)
    else refuse(response, 404, 'MANIFEST_UNKNOWN')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('The registry has no port.')
  return {
    host: `127.0.0.1:${address.port}`,
    size: layers.reduce((sum, { packed }) => sum + packed.length, 0),
    trouble,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
