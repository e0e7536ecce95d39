import { createServer } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { lookAtPort } from '../../../src/main/doctor/checks/look-at-port'
import { freePort } from '../../support/free-port'

it('a port is free until somebody listens there; then it is told that it is taken', async () => {
  const port = await freePort()
  await expect(lookAtPort(port)).resolves.toEqual({ free: true, why: '' })
  const server = createServer()
  onTestFinished(() => void server.close())
  await new Promise<void>((listening) => {
    server.listen(port, '127.0.0.1', listening)
  })
  await expect(lookAtPort(port)).resolves.toMatchObject({
    free: false,
    why: expect.stringMatching(`^Port ${String(port)} is taken\\. .`),
  })
})
