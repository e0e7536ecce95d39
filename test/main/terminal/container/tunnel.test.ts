import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { join, resolve } from 'node:path'
import { PassThrough, type Readable, type Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, describe, expect, test } from 'vitest'
import { runTunnel } from '../../../../src/main/terminal/container/tunnel'
import { kinds, windowBytes, writeFrame } from '../../../../src/main/terminal/container/tunnel-frames'
import { thisMachine } from '../../../../src/main/terminal/machine'
import { findPythons } from '../../../../src/main/terminal/python-finder'
import { freePort } from '../../../support/free-port'
import { temporaryFolder } from '../../../support/temporary-folder'

const script = resolve(import.meta.dirname, '../../../../resources/python/realcave_tunnel.py')
const found = await findPythons(thisMachine, new AbortController().signal)
const python = found.find(({ suitable }) => suitable)?.file ?? ''

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

const listening = async (take: (socket: Socket) => void): Promise<Server> => {
  const server = createServer({ allowHalfOpen: true }, take)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  endings.push(() => server.close())
  return server
}

const portOf = (server: Server): number => {
  const address: AddressInfo | string | null = server.address()
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

/** Both ends: the program as it runs in a container, here at a port of its own, and ours, which connects to `to`. */
const tunnelled = async (
  to: number,
): Promise<{
  readonly port: number
  readonly folder: string
  readonly child: ChildProcessByStdio<Writable, Readable, null>
}> => {
  const { folder, remove } = await temporaryFolder('tunnel')
  endings.push(remove)
  const port = await freePort()
  const child = spawn(python, ['-I', '-X', 'utf8', script, String(port), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  endings.push(() => child.kill('SIGKILL'))
  await new Promise<void>((onReady) => {
    void runTunnel({ input: child.stdin, output: child.stdout, port: to, onReady })
    child.stdin.write(writeFrame(0, kinds.files, Buffer.from(JSON.stringify({ 'a.py': 'print("é")\n' }))))
  })
  return { port, folder, child }
}

const asked = (port: number): Socket => {
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true })
  endings.push(() => socket.destroy())
  return socket
}

describe('the tunnel between a container and the fleet', () => {
  test('carries many connections at once, each whole and to its end', async () => {
    const server = await listening((socket) => socket.pipe(socket))
    const { port, folder } = await tunnelled(portOf(server))
    const sizes = Array.from({ length: 20 }, (_, number) => number * 70_001)
    const echoes = await Promise.all(
      sizes.map(async (size, number) => {
        const socket = asked(port)
        const sent = Buffer.alloc(size, number + 1)
        socket.end(sent)
        return (await buffer(socket)).equals(sent)
      }),
    )
    expect(echoes).toEqual(sizes.map(() => true))
    expect(await readFile(join(folder, 'realcave', 'a.py'), 'utf8')).toBe('print("é")\n')
  })

  test('a connection that nobody reads is held back, and holds up no other', async () => {
    let sent = 0
    const server = await listening((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', (wish) => {
        if (wish.toString() === 'short') return socket.end('answer')
        const more = (): void => {
          while (!socket.destroyed && socket.write(Buffer.alloc(65_536))) sent += 65_536
        }
        socket.on('drain', more)
        more()
        return undefined
      })
    })
    const { port } = await tunnelled(portOf(server))
    const deaf = asked(port)
    deaf.pause()
    deaf.write('flood')
    await expect.poll(() => sent).toBeGreaterThan(500_000)
    for (let number = 0; number < 5; number += 1) {
      const socket = asked(port)
      socket.write('short')
      expect((await buffer(socket)).toString()).toBe('answer')
    }
    // Windows, and what the system's own sockets hold: megabytes, not hundreds of them.
    expect(sent).toBeLessThan(30_000_000)
    const before = sent
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(sent - before).toBeLessThan(2_000_000)
  })

  test('where the fleet does not answer, the connection breaks', async () => {
    const { port } = await tunnelled(await freePort())
    const socket = asked(port)
    const broken = new Promise((resolve) => socket.once('error', resolve))
    socket.write('x')
    expect(await broken).toMatchObject({ code: 'ECONNRESET' })
  })

  test('more out of the container than has room is an end of the tunnel, not of the memory', async () => {
    const server = await listening((socket) => socket.pause())
    const output = new PassThrough()
    const tunnel = runTunnel({
      input: new PassThrough().resume(),
      output,
      port: portOf(server),
      onReady: () => undefined,
    })
    output.write(writeFrame(7, kinds.open))
    for (let piece = 0; piece < 3; piece += 1)
      output.write(writeFrame(7, kinds.data, Buffer.alloc(windowBytes / 2)))
    await expect(tunnel).rejects.toThrow('than has room')
  })

  test('ends with the panel', async () => {
    const { child } = await tunnelled(await freePort())
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.stdin.end()
    expect(await ended).toBe(0)
  })
})
