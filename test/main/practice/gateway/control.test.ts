import { afterAll, expect, test } from 'vitest'
import { control } from '../../../../src/main/practice/gateway/control'
import { RequestLog } from '../../../../src/main/practice/gateway/request-log'
import { PracticeLog } from '../../../../src/main/practice/log'
import { temporaryFolder } from '../../../support/temporary-folder'

const { folder, remove } = await temporaryFolder('control')
afterAll(remove)

const follow = async (path: string, closing: AbortSignal): Promise<Response> => {
  const door = control({
    token: 'secret',
    port: 18480,
    startedAt: '2026-11-23T10:00:00.000Z',
    log: new PracticeLog(folder),
    requests: new RequestLog(() => undefined),
    closing,
    services: async () => [],
    stop: () => undefined,
  })
  return door.request(path, { headers: { authorization: 'Bearer secret' } })
}

const paths = ['/practice/logs?follow&service=gateway&tail=0', '/practice/requests?follow&tail=0']

test.each(paths)('%s ends when the fleet does', async (path) => {
  const closing = new AbortController()
  const answer = await follow(path, closing.signal)
  const text = answer.text()
  closing.abort()
  await expect(text).resolves.toBe('\n')
})

test.each(paths)('%s that is asked for while the fleet ends, ends too', async (path) => {
  const answer = await follow(path, AbortSignal.abort())
  await expect(answer.text()).resolves.toBe('\n')
})
