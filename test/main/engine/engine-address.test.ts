import { describe, expect, it } from 'vitest'
import { hostOf, readAddress } from '../../../src/main/engine/engine-address'

describe('where DOCKER_HOST points to', () => {
  it.each([
    ['unix:///var/run/docker.sock', { kind: 'socket', path: '/var/run/docker.sock' }],
    ['npipe:////./pipe/docker_engine', { kind: 'socket', path: '//./pipe/docker_engine' }],
    ['tcp://127.0.0.1:2375', { kind: 'tcp', port: 2375 }],
    ['tcp://localhost', { kind: 'tcp', port: 2375 }],
    ['tcp://[::1]:4000', { kind: 'tcp', port: 4000 }],
    ['localhost:2375', { kind: 'tcp', port: 2375 }],
  ])('takes %s for an engine of this machine', (host, address) => {
    expect(readAddress(host)).toEqual({ kind: 'local', address })
  })

  it.each([
    ['tcp://192.168.1.20:2375', '192.168.1.20'],
    ['tcp://127.0.0.1.example.org:2375', '127.0.0.1.example.org'],
    ['https://build.example.org:2376', 'build.example.org'],
    ['ssh://me@build.example.org', 'build.example.org'],
    ['ssh://localhost', 'localhost'],
    ['build.example.org:2375', 'build.example.org'],
  ])('takes %s for another machine', (host, machine) => {
    expect(readAddress(host)).toEqual({ kind: 'remote', machine })
  })

  it.each([['unix://'], ['fd://3'], ['tcp://'], ['tcp://a b']])('cannot read %s', (host) => {
    expect(readAddress(host)).toMatchObject({ kind: 'unreadable' })
  })

  it('does not speak TLS to this machine', () => {
    expect(readAddress('tcp://127.0.0.1:2376', true)).toMatchObject({ kind: 'unreadable' })
    expect(readAddress('tcp://10.0.0.1:2376', true)).toMatchObject({ kind: 'remote' })
  })

  it.each([
    'unix:///var/run/docker.sock',
    'unix:///home/a user/.docker/run/docker.sock',
    'npipe:////./pipe/dockerDesktopLinuxEngine',
    'tcp://127.0.0.1:2375',
  ])('spells %s as it was', (host) => {
    const read = readAddress(host)
    expect(read.kind === 'local' ? hostOf(read.address) : read).toBe(host)
  })
})
