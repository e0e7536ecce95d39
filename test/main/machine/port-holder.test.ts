import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { commandOf, listeningInodes, netstatHolder, portHolder } from '../../../src/main/machine/port-holder'
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

test('a process that does not exist has no command', async () => {
  expect(await commandOf(2 ** 22 + 1)).toBeUndefined()
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
