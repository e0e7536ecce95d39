import { lookup } from 'node:dns/promises'
import { connect, createServer, type Server } from 'node:net'

/** What became of a try to connect. */
export interface Try {
  readonly address: string
  readonly said: 'connected' | 'refused' | 'silent'
  readonly milliseconds: number
}

/** What a client that asks for "localhost" goes through, against one that asks for 127.0.0.1. */
export interface LocalhostTries {
  /** In the order of the system's answer, up to the first that connects. */
  readonly byName: readonly Try[]
  readonly direct: Try
}

export interface Means {
  readonly addressesOf: (name: string) => Promise<readonly string[]>
  readonly tryAt: (address: string, port: number) => Promise<Try>
}

/** Clients wait for longer, up to minutes: what is silent so long is known to be silent. */
const patience = 2500

const tryAt = (address: string, port: number): Promise<Try> =>
  new Promise((resolve) => {
    const began = performance.now()
    const socket = connect({ host: address, port, timeout: patience })
    const end = (said: Try['said']) => (): void => {
      socket.destroy()
      resolve({ address, said, milliseconds: performance.now() - began })
    }
    socket.once('connect', end('connected'))
    socket.once('error', end('refused'))
    socket.once('timeout', end('silent'))
  })

const system: Means = {
  addressesOf: async (name) =>
    (await lookup(name, { all: true, verbatim: true }).catch(() => [])).map(({ address }) => address),
  tryAt,
}

const listening = (): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port: 0 }, () => resolve(server))
  })

/** One address after the other, as Python's requests does: a browser asks both at once and does not notice. */
export const tryLocalhost = async ({ addressesOf, tryAt: at }: Means = system): Promise<LocalhostTries> => {
  const server = await listening()
  try {
    const told = server.address()
    const port = typeof told === 'object' && told !== null ? told.port : 0
    const byName: Try[] = []
    for (const address of await addressesOf('localhost')) {
      const tried = await at(address, port)
      byName.push(tried)
      if (tried.said === 'connected') break
    }
    return { byName, direct: await at('127.0.0.1', port) }
  } finally {
    server.close()
  }
}
