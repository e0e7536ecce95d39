import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { listeningInodes, netstatHolder, portHolder } from '../../../src/main/machine/port-holder'
import { fakeSystem } from './fake-system'
import { freePort } from '../../support/free-port'

test('names the process that listens on a port, and nobody once it is free', async () => {
  const port = await freePort()
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve)
  })
  expect(await portHolder(port)).toEqual({ pid: process.pid, command: expect.stringMatching(/node/) })
  await new Promise((resolve) => {
    server.close(resolve)
  })
  expect(await portHolder(port)).toBeUndefined()
})

test('reads only sockets that listen from the table of Linux', () => {
  const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1 0 100 0 0 10 0
   1: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 222 1 0 20 4 30 10 -1
   2: 0100007F:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 333 1 0 100 0 0 10 0`
  expect(listeningInodes(table, 8080)).toEqual(['111'])
  expect(listeningInodes(table, 22)).toEqual(['333'])
  expect(listeningInodes(table, 80)).toEqual([])
})

test("reads the listening line of Windows' netstat in any language", () => {
  const table = `
Aktive Verbindungen

  Proto  Lokale Adresse         Remoteadresse          Status           PID
  TCP    127.0.0.1:18080        0.0.0.0:0              ABHÖREN         99
  TCP    127.0.0.1:8080         127.0.0.1:50100        HERGESTELLT     77
  TCP    127.0.0.1:8080         0.0.0.0:0              ABHÖREN         4321`
  expect(netstatHolder(table, 8080)).toBe(4321)
  expect(netstatHolder(table, 80)).toBeUndefined()
})

test('macOS names the process that lsof finds', async () => {
  const { system, asked } = fakeSystem('darwin', { lsof: '4321\n', ps: '/usr/bin/node server.js\n' })
  expect(await portHolder(8080, system)).toEqual({ pid: 4321, command: '/usr/bin/node server.js' })
  expect(asked[0]).toEqual(['lsof', '-nP', '-iTCP:8080', '-sTCP:LISTEN', '-t'])
})

test('a holder whose system does not tell of it is known by its number', async () => {
  const { system } = fakeSystem('darwin', { lsof: '4321\n' })
  expect(await portHolder(8080, system)).toEqual({ pid: 4321, command: 'unknown program' })
})

test('where nobody listens, no process is asked for', async () => {
  const { system, asked } = fakeSystem('win32', { netstat: 'Active Connections' })
  expect(await portHolder(8080, system)).toBeUndefined()
  expect(asked).toHaveLength(1)
})
