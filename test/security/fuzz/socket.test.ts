import { randomBytes } from 'node:crypto'
import { connect as connectTcp } from 'node:net'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { contract, isChannelName } from '../../../src/shared/contract'
import type { PanelServer } from '../../../src/main/serve/server'
import { closing, connect, send, serving, signIn } from '../../main/serve/serving'
import { envelopeOf } from './envelope'
import { leaksIn } from './leaks'
import { polluted, wildInput } from './wild'

const names = Object.keys(contract).filter(isChannelName)
const reply = z.union([
  z.object({ kind: z.enum(['answer', 'item']), id: z.number(), envelope: envelopeOf }),
  z.object({ kind: z.literal('ended'), id: z.number() }),
])

/** Resolves with the answer of one call; fails where the socket closes first. */
const ask = (socket: WebSocket, id: number, channel: string, input?: unknown): Promise<string> =>
  new Promise((resolve, reject) => {
    const hear = (data: Buffer): void => {
      const text = data.toString()
      if (reply.parse(JSON.parse(text)).id !== id) return
      done()
      resolve(text)
    }
    const gone = (code: number): void => {
      done()
      reject(new Error(`The socket was closed with ${String(code)}.`))
    }
    const done = (): void => {
      socket.off('message', hear)
      socket.off('close', gone)
    }
    socket.on('message', hear)
    socket.on('close', gone)
    const kind = isChannelName(channel) && contract[channel].kind === 'stream' ? 'open' : 'call'
    socket.send(JSON.stringify({ kind, id, channel, ...(input === undefined ? {} : { input }) }))
  })

const stillAnswers = async (server: PanelServer): Promise<void> => {
  const socket = await connect(server)
  expect(JSON.parse(await ask(socket, 1, 'schemas.list'))).toMatchObject({
    envelope: { ok: true, value: ['bound_tag'] },
  })
  socket.terminate()
}

/** As text of JSON; undefined for what has no such text, or a longer one than a message may have. */
const asJson = (value: unknown): string | undefined => {
  try {
    const text = JSON.stringify(value)
    return text === undefined || text.length > 500_000 ? undefined : text
  } catch {
    return undefined
  }
}

/** Bytes as they are, behind an upgrade that was granted; resolves when the other side has closed. */
const sendRaw = async (server: PanelServer, bytes: Buffer): Promise<void> => {
  const cookie = await signIn(server)
  await new Promise<void>((resolve) => {
    const socket = connectTcp(server.port, '127.0.0.1', () => {
      socket.write(
        `GET /socket HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nOrigin: http://127.0.0.1:${server.port}\r\n` +
          `Cookie: ${cookie}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n` +
          `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
      )
      socket.write(bytes)
      socket.end()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve())
    socket.resume()
  })
}

describe('over the socket of "serve"', () => {
  test('every channel takes anything, and the socket lives on', async () => {
    const socket = await connect(await serving())
    let id = 0
    for (const name of names)
      await fc.assert(
        fc.asyncProperty(wildInput(name), async (input) => {
          const text = asJson(input)
          fc.pre(text !== undefined)
          id += 1
          const answer = await ask(socket, id, name, JSON.parse(text ?? 'null'))
          expect(leaksIn(answer)).toEqual([])
          expect(polluted()).toEqual([])
        }),
        { numRuns: 8 },
      )
    expect(socket.readyState).toBe(WebSocket.OPEN)
  })

  test('a message that is none closes that one socket with its code', async () => {
    const server = await serving()
    const message = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.constantFrom('[]', '{"kind":"call","id":1e400}', '{"__proto__":{"kind":"end"}}', '['.repeat(50_000)),
    )
    await fc.assert(
      fc.asyncProperty(message, async (text) => {
        const socket = await connect(server)
        const closed = closing(socket)
        socket.send(text)
        expect([1007, 1009]).toContain((await closed).code)
        expect(polluted()).toEqual([])
      }),
      { numRuns: 25 },
    )
    await stillAnswers(server)
  })

  test('frames that are none, fragments without an end and lengths that lie do not end the server', async () => {
    const server = await serving()
    const crafted = [
      Buffer.from([0x81, 0x05, 0x48]), // Not masked, and cut off.
      Buffer.from([0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]), // 2^63 bytes are announced.
      Buffer.from([0x01, 0x80, 0, 0, 0, 0]), // The first fragment of a message that never ends.
      Buffer.from([0x88, 0x81, 0, 0, 0, 0, 1]), // A close code of one byte.
      Buffer.from([0xf1, 0x80, 0, 0, 0, 0]), // Reserved bits.
      Buffer.from([0x83, 0x80, 0, 0, 0, 0]), // A kind of frame that there is not.
      Buffer.from([0x89, 0xfe, 0x01, 0x00, 0, 0, 0, 0]), // A ping that is too long.
    ]
    for (const bytes of crafted) await sendRaw(server, bytes)
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), (bytes) => sendRaw(server, Buffer.from(bytes))),
      { numRuns: 20 },
    )
    await expect(stillAnswers(server)).resolves.toBeUndefined()
  })

  test('who has no session, or is a page of another site, learns nothing', async () => {
    const server = await serving()
    const wrong = fc.record(
      {
        host: fc.constantFrom('evil.example', `localhost:${server.port}`, '[::1]', '127.0.0.1', ''),
        origin: fc.constantFrom('http://evil.example', 'null', 'file://', `https://127.0.0.1:${server.port}`),
        cookie: fc.constantFrom(
          '',
          'realcave=1',
          `realcave_${server.port}=x`,
          `realcave_${server.port}`,
          ';;;',
        ),
        'sec-fetch-site': fc.constantFrom('cross-site', 'same-site'),
      },
      { requiredKeys: ['cookie'] },
    )
    const path = fc.constantFrom('/', '/socket', '/assets/index-1.js', '/?token=x', '/../x', '/%00')
    await fc.assert(
      fc.asyncProperty(wrong, path, async (headers, path) => {
        const answer = await send(server.port, path, headers)
        expect([400, 401, 403, 404]).toContain(answer.status)
        expect(answer.body).not.toContain('start()')
        expect(leaksIn(answer.body)).toEqual([])
        expect(answer.headers['set-cookie']).toBeUndefined()
      }),
      { numRuns: 60 },
    )
    await stillAnswers(server)
  })

  test('more sockets than a room has browsers are refused, and there is room again when they go', async () => {
    const server = await serving()
    const headers = { cookie: await signIn(server), origin: `http://127.0.0.1:${server.port}` }
    const open = (): Promise<WebSocket | number> =>
      new Promise((resolve) => {
        const socket = new WebSocket(`ws://127.0.0.1:${server.port}/socket`, { headers })
        socket.on('error', () => undefined)
        socket.once('open', () => resolve(socket))
        socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
      })
    const opened = await Promise.all(Array.from({ length: 80 }, open))
    const refused = opened.filter((each) => typeof each === 'number')
    expect(refused).toEqual(Array.from({ length: 16 }, () => 503))
    for (const each of opened) if (typeof each !== 'number') each.terminate()
    await expect.poll(async () => typeof (await open())).toBe('object')
  })
})
