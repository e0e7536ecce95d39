import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { graph } from '../../../../src/main/fleet/steps/graph'
import { fakeFleet } from '../fake-fleet'

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${z.object({ port: z.number() }).parse(server.address()).port}`
}

const answering =
  (status: number, body: string): RequestListener =>
  (_request, response) =>
    void response.writeHead(status).end(body)

const probe = (address: string, signal = new AbortController().signal) =>
  graph([]).probe(fakeFleet({ address }), signal)

describe('the probe of the graph', () => {
  it('asks for the root of a supervoxel, and reads all its digits', async () => {
    const paths: (string | undefined)[] = []
    const address = await serve((request, response) => {
      paths.push(request.url)
      response.end('{"root_id": 288230376151711745}')
    })
    expect(await probe(address)).toEqual({
      holds: true,
      detail: '72127962782105600 has the root 288230376151711745.',
    })
    expect(paths).toEqual(['/segmentation/api/v1/table/test/node/72127962782105600/root'])
  })

  it.each([
    ['the emulator has forgotten it', 500, '{"code":500,"message":"404 table not found"}', 'answered 500'],
    ['the supervoxel has no root', 200, '{"root_id": 0}', 'answered 200'],
    ['the service is stopped', 502, '<html>502 Bad Gateway</html>', 'answered 502'],
    ['something else answers on the port', 200, '<html>hello</html>', 'answered 200'],
  ])('fails where %s', async (_, status, body, says) => {
    const finding = await probe(await serve(answering(status, body)))
    expect(finding).toMatchObject({ holds: false, detail: expect.stringContaining(says) })
  })

  it('fails where nothing listens', async () => {
    expect(await probe('http://127.0.0.1:9')).toMatchObject({ holds: false })
  })

  it('gives up where the emulator is stopped and the look-up hangs, and says after how long', async () => {
    const finding = await probe(await serve(() => undefined))
    expect(finding).toEqual({ holds: false, detail: 'The root look-up failed: no answer within 3 s.' })
  })

  it('ends at once when it is cancelled', async () => {
    const stop = new AbortController()
    const address = await serve(() => stop.abort())
    await expect(probe(address, stop.signal)).rejects.toThrow(/abort/i)
  })
})

it('the action of the graph rebuilds it', async () => {
  let rebuilt = 0
  const fleet = fakeFleet({ rebuildGraph: async () => void rebuilt++ })
  const report = { detail: () => undefined, progress: () => undefined, log: () => undefined }
  await graph([]).act(fleet, report, new AbortController().signal)
  expect(rebuilt).toBe(1)
})
