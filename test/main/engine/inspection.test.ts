import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connectTo } from '../../../src/main/engine/connect'
import { openInspection } from '../../../src/main/engine/inspection'
import { temporaryFolder } from '../../support/temporary-folder'

const never = new AbortController().signal

/** An engine with two containers, which counts what it is asked. */
const stage = async () => {
  const { folder, remove } = await temporaryFolder('inspection')
  const said = new Map([
    ['a', 'Up 3 minutes'],
    ['b', 'Up 3 minutes (healthy)'],
  ])
  const restarts = new Map([
    ['a', 0],
    ['b', 0],
  ])
  let asked: string[] = []
  const listed = (id: string) => ({
    Id: id,
    Names: [`/${id}`],
    Created: 1,
    Labels: {},
    Ports: [],
    State: 'running',
    Status: said.get(id) ?? '',
  })
  const inspected = (id: string) => ({
    Id: id,
    Name: `/${id}`,
    Image: 'sha256:1',
    Created: '2026-11-26T10:00:00Z',
    RestartCount: restarts.get(id) ?? 0,
    Config: { Image: 'nginx:1', Labels: {} },
    HostConfig: { NetworkMode: 'cave' },
    State: { Status: 'running', ExitCode: 0, StartedAt: '2026-11-26T10:00:00Z' },
  })
  const answer = (path: string): unknown => {
    if (path.startsWith('/containers/json')) return [...said.keys()].map(listed)
    const id = /^\/containers\/(\w)\/json/.exec(path)?.[1]
    return id === undefined ? { Id: 'sha256:1' } : inspected(id)
  }
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path.replace(/\?.*/, ''))
    response.end(JSON.stringify(answer(path)))
  })
  const path = join(folder, 'docker.sock')
  await new Promise<void>((done) => server.listen(path, done))
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await remove()
  })
  const inspection = openInspection(connectTo({ kind: 'socket', path }))
  return {
    said,
    restarts,
    renew: () => inspection.renew(),
    /** A look: what it asked beside the list, and how often each container began anew. */
    look: async () => {
      asked = []
      const { containers, images } = await inspection.look(['realcave.home=x'], ['nginx:1'], never)
      expect(images).toEqual(new Map([['nginx:1', 'sha256:1']]))
      return {
        asked: asked.filter((each) => each !== '/containers/json').sort(),
        restarts: containers.map(({ RestartCount }) => RestartCount),
      }
    },
  }
}

const everything = ['/containers/a/json', '/containers/b/json', '/images/nginx:1/json']

test('what the list describes as before is not asked for again', async () => {
  const { look } = await stage()
  expect((await look()).asked).toEqual(everything)
  expect(await look()).toEqual({ asked: [], restarts: [0, 0] })
})

test('a container that began anew is told in seconds, and is asked for until they are minutes', async () => {
  const { look, said, restarts } = await stage()
  await look()
  said.set('b', 'Up 2 seconds (health: starting)')
  restarts.set('b', 1)
  expect(await look()).toEqual({ asked: ['/containers/b/json'], restarts: [0, 1] })
  expect((await look()).asked).toEqual(['/containers/b/json'])
  said.set('b', 'Up About a minute (healthy)')
  expect((await look()).asked).toEqual(['/containers/b/json'])
  expect((await look()).asked).toEqual([])
})

test('once something may have changed everything is asked for', async () => {
  const { look, renew } = await stage()
  await look()
  renew()
  expect((await look()).asked).toEqual(everything)
})
