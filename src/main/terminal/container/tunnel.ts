import { connect, type Socket } from 'node:net'
import type { Readable, Writable } from 'node:stream'
import { kinds, readFrames, windowBytes, writeFrame, type TunnelFrame } from './tunnel-frames'

interface Connection {
  readonly socket: Socket
  /** Bytes that may still be sent into the container before it has told that it took some. */
  room: number
  /** Bytes that came out of the container, and that the fleet has not taken yet. */
  untaken: number
}

export interface TunnelEnds {
  /** To and from the program in the container. */
  readonly input: Writable
  readonly output: Readable
  /** Of 127.0.0.1, here as in there. */
  readonly port: number
  readonly onReady: () => void
}

const countOf = (content: Buffer): number => (content.length === 4 ? content.readUInt32BE(0) : 0)

const count = (bytes: number): Buffer => {
  const content = Buffer.alloc(4)
  content.writeUInt32BE(bytes, 0)
  return content
}

/**
 * Connects to the fleet for those who connect to its address in the container. Each connection has a window in each direction, so that one
 * whose reader is slow holds up neither the others nor fills the memory. Resolves when the container has ended.
 */
export const runTunnel = async ({ input, output, port, onReady }: TunnelEnds): Promise<void> => {
  const connections = new Map<number, Connection>()
  const send = (connection: number, kind: number, content?: Uint8Array): void => {
    if (!input.destroyed) input.write(writeFrame(connection, kind, content))
  }

  const open = (number: number): void => {
    connections.get(number)?.socket.destroy()
    const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true })
    const connection: Connection = { socket, room: windowBytes, untaken: 0 }
    connections.set(number, connection)
    socket.on('data', (content) => {
      connection.room -= content.length
      send(number, kinds.data, content)
      // One piece more may be under way than the window holds: what was read cannot be put back.
      if (connection.room <= 0) socket.pause()
    })
    socket.on('end', () => send(number, kinds.end))
    socket.on('error', () => send(number, kinds.close))
    socket.on('close', () => {
      if (connections.get(number) === connection) connections.delete(number)
    })
  }

  const take = (number: number, kind: number, content: Buffer): void => {
    const connection = connections.get(number)
    if (connection === undefined) return
    const { socket } = connection
    if (kind === kinds.data) {
      connection.untaken += content.length
      // Its end of the tunnel waits for room: what does not was forged, and would fill our memory.
      if (connection.untaken > windowBytes)
        throw new RangeError('More came out of the container than has room.')
      socket.write(content, (error) => {
        connection.untaken -= content.length
        if (!error) send(number, kinds.taken, count(content.length))
      })
    } else if (kind === kinds.end) socket.end()
    else if (kind === kinds.close) socket.destroy()
    else if (kind === kinds.taken) {
      connection.room += countOf(content)
      if (connection.room > 0) socket.resume()
    }
  }

  const arrive = ({ connection, kind, content }: TunnelFrame): void => {
    if (kind === kinds.ready) onReady()
    else if (kind === kinds.open) open(connection)
    else take(connection, kind, content)
  }

  try {
    for await (const frame of readFrames(output)) arrive(frame)
  } finally {
    for (const { socket } of connections.values()) socket.destroy()
  }
}
