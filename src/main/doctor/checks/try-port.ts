import { createServer } from 'node:net'
import { systemCode } from '../../home/file-failure'

/** What can be told of a port by trying to listen on it. */
export type Listening = 'free' | 'taken' | 'reserved'

export const tryPort = (port: number): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error) => {
      const code = systemCode(error)
      if (code === 'EADDRINUSE') resolve('taken')
      // Windows reserves ranges for Hyper-V and refuses them with WSAEACCES, though nothing listens there.
      else if (code === 'EACCES') resolve('reserved')
      else reject(error)
    })
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => resolve('free')))
  })

/** Ports that are tried for a free one, one after the other. */
const mostTries = 50
const last = 65_535

/** The first from `port` on that nobody has; `port` itself where that many are taken. */
export const freePort = async (port: number, taken: readonly number[] = []): Promise<number> => {
  for (let each = port; each < port + mostTries && each <= last; each += 1)
    if (!taken.includes(each) && (await tryPort(each)) === 'free') return each
  return Math.min(port, last)
}
