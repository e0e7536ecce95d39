import type Docker from 'dockerode'
import { Readable } from 'node:stream'

/**
 * The stream of `docker save` for several images, in which a layer that they share stands once. dockerode can do it, but its
 * types do not know: the request is made as it makes it.
 */
export const savedImages = (
  docker: Docker,
  images: readonly string[],
  signal: AbortSignal,
): Promise<Readable> =>
  new Promise((resolve, reject) => {
    docker.modem.dial(
      {
        path: '/images/get?',
        method: 'GET',
        options: { names: [...images] },
        abortSignal: signal,
        isStream: true,
        statusCodes: { 200: true, 404: 'no such image', 500: 'server error' },
      },
      (error: unknown, stream: unknown) => {
        if (stream instanceof Readable) resolve(stream)
        else reject(error instanceof Error ? error : new Error('The engine gave no stream.'))
      },
    )
  })
