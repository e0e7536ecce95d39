import { createServer, type RequestListener } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { lookAt } from '../../../../src/main/fleet/steps/http-look'

const never = () => new AbortController().signal

const answering = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `http://127.0.0.1:${String(typeof address === 'object' && address !== null ? address.port : 0)}`
}

test('a look says who looks, so that it does not stand among the requests of clients', async () => {
  const address = await answering((request, response) => response.end(request.headers['user-agent']))
  expect(await lookAt(address, '/', 1000, never())).toEqual({ answered: true, status: 200, text: 'RealCAVE' })
})

test('a redirect is an answer, and is not followed', async () => {
  const address = await answering((_request, response) =>
    response.writeHead(302, { location: '/elsewhere' }).end(),
  )
  expect(await lookAt(address, '/', 1000, never())).toMatchObject({ answered: true, status: 302 })
})

test('silence and a refused connection are findings, each with its reason', async () => {
  const silent = await answering(() => undefined)
  expect(await lookAt(silent, '/slow', 30, never())).toEqual({
    answered: false,
    why: 'no answer within 0.03 s.',
  })
  const nobody = await lookAt('http://127.0.0.1:9', '/', 1000, never())
  expect(nobody).toMatchObject({ answered: false, why: expect.stringContaining('.') })
})

test('a cancelled look fails as cancelled, whether it has begun or not', async () => {
  const stop = new AbortController()
  const address = await answering(() => stop.abort())
  await expect(lookAt(address, '/', 1000, stop.signal)).rejects.toMatchObject({ name: 'AbortError' })
  await expect(lookAt(address, '/', 1000, stop.signal)).rejects.toMatchObject({ name: 'AbortError' })
})
