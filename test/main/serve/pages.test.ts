import { connect as connectTcp } from 'node:net'
import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '../../../src/main/pages/content-security-policy'
import { pathOf, send, serving, signIn } from './serving'

describe('the one-time address', () => {
  it('gives a session in a cookie that no script can read, and leads to / without the token', async () => {
    const server = await serving()
    const reply = await send(server.port, pathOf(server.address()))
    expect(reply.status).toBe(303)
    expect(reply.headers.location).toBe('/')
    const [cookie = ''] = reply.headers['set-cookie'] ?? []
    expect(cookie).toMatch(/; HttpOnly/)
    expect(cookie).toMatch(/; SameSite=Strict/)
    expect(cookie).toContain(`realcave_${server.port}=`)
    const page = await send(server.port, '/', { cookie })
    expect(page.status).toBe(200)
    expect(page.body).toContain('panel')
  })

  it('works once: a second browser is told what to do', async () => {
    const server = await serving()
    const path = pathOf(server.address())
    expect((await send(server.port, path)).status).toBe(303)
    const second = await send(server.port, path)
    expect(second.status).toBe(401)
    expect(second.headers['set-cookie']).toBeUndefined()
    expect(second.body).toContain('Why:')
    expect(second.body).toContain('What to do:')
    expect(second.body).not.toContain('<script')
  })

  it('leads on when the browser that used it opens it again', async () => {
    const server = await serving()
    const path = pathOf(server.address())
    const first = await send(server.port, path)
    const cookie = first.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    const again = await send(server.port, path, { cookie })
    expect(again.status).toBe(303)
    expect(again.headers['set-cookie']).toBeUndefined()
  })

  it('ends when a new one is made, and sessions go on', async () => {
    const server = await serving()
    const cookie = await signIn(server)
    const old = pathOf(server.address())
    const fresh = pathOf(server.address())
    expect((await send(server.port, old)).status).toBe(401)
    expect((await send(server.port, fresh)).status).toBe(303)
    expect((await send(server.port, '/', { cookie })).status).toBe(200)
  })

  it.each([
    '/?token=',
    '/?token=wrong',
    '/?token=%00',
    '/?token[]=x',
    '/',
    '/assets/index-1.js',
    '/?token=a&token=b',
  ])('is needed: %s alone opens nothing', async (path) => {
    const server = await serving()
    server.address()
    const reply = await send(server.port, path)
    expect(reply.status).toBe(401)
    expect(reply.body).not.toContain('start()')
  })

  it('is not to be had with a cookie of another start', async () => {
    const cookie = await signIn(await serving())
    const server = await serving()
    const value = cookie.split('=')[1] ?? ''
    expect((await send(server.port, '/', { cookie: `realcave_${server.port}=${value}` })).status).toBe(401)
    expect((await send(server.port, '/', { cookie: `realcave_${server.port}=` })).status).toBe(401)
  })
})

describe('a request', () => {
  it('for a file is answered with every security header', async () => {
    const server = await serving()
    const cookie = await signIn(server)
    const reply = await send(server.port, '/assets/index-1.js', { cookie })
    expect(reply.body).toBe('start()')
    expect(reply.headers).toMatchObject({
      'content-security-policy': contentSecurityPolicy,
      'content-type': 'text/javascript; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': expect.stringContaining('immutable'),
    })
    expect(reply.headers['permissions-policy']).toContain('camera=()')
  })

  it.each([['localhost'], ['evil.example'], ['127.0.0.1'], ['127.0.0.1:1'], ['127.0.0.1.evil.example']])(
    'under the foreign host %j is refused even with a session',
    async (host) => {
      const server = await serving()
      const cookie = await signIn(server)
      const reply = await send(server.port, '/', { cookie, host })
      expect(reply.status).toBe(403)
      expect(reply.headers['content-security-policy']).toBe(contentSecurityPolicy)
    },
  )

  it.each([
    [{ origin: 'http://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'https://127.0.0.1' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
    [{ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }],
  ])('with %j is refused, and uses up no token', async (headers) => {
    const server = await serving()
    const path = pathOf(server.address())
    expect((await send(server.port, path, headers)).status).toBe(403)
    expect((await send(server.port, path)).status).toBe(303)
  })

  it.each([['POST'], ['PUT'], ['DELETE'], ['OPTIONS'], ['PATCH']])(
    'that is a %s is refused',
    async (method) => {
      const server = await serving()
      const cookie = await signIn(server)
      const reply = await send(server.port, '/', { cookie }, method, 'x'.repeat(100))
      expect(reply.status).toBe(405)
      expect(reply.headers.allow).toBe('GET, HEAD')
    },
  )

  it.each([
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/assets/..%5c..%5cpackage.json',
    '//evil.example/x',
    '/assets/%00',
    '/nothing',
    'http://evil.example/',
    '*',
  ])('for %s finds nothing', async (path) => {
    const server = await serving()
    const cookie = await signIn(server)
    expect((await send(server.port, path, { cookie })).status).toBe(404)
  })

  it('that is a HEAD has the length and no body', async () => {
    const server = await serving()
    const reply = await send(server.port, '/assets/index-1.js', { cookie: await signIn(server) }, 'HEAD')
    expect(reply.headers['content-length']).toBe('7')
    expect(reply.body).toBe('')
  })

  it('that is no HTTP does not end the server', async () => {
    const server = await serving()
    await new Promise<void>((resolve) => {
      const socket = connectTcp(server.port, '127.0.0.1', () => socket.end('\u0000\u0001 nonsense\r\n\r\n'))
      socket.on('close', () => resolve())
      socket.on('error', () => undefined)
      socket.resume()
    })
    expect((await send(server.port, '/')).status).toBe(401)
  })
})
