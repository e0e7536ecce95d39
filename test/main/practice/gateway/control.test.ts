import { afterAll, expect, test } from 'vitest'
import { control } from '../../../../src/main/practice/gateway/control'
import { RequestLog } from '../../../../src/main/practice/gateway/request-log'
import { PracticeLog } from '../../../../src/main/practice/log'
import { temporaryFolder } from '../../../support/temporary-folder'

const { folder, remove } = await temporaryFolder('control')
afterAll(remove)

const follow = async (
  path: string,
  closing: AbortSignal,
  log = new PracticeLog(folder, []),
): Promise<Response> => {
  const door = control({
    token: 'secret',
    port: 18480,
    startedAt: '2026-11-23T10:00:00.000Z',
    log,
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
  await expect(answer.text()).resolves.toBe('')
})

test('what was there ends with an empty line, and what comes after stands behind it', async () => {
  const closing = new AbortController()
  const log = new PracticeLog(folder, [])
  for (const text of ['one', 'two', 'three']) log.add('mat', 'info', text)
  const answer = await follow('/practice/logs?follow&service=mat&tail=2', closing.signal, log)
  const text = answer.text()
  log.add('mat', 'info', 'four')
  await new Promise((resolve) => void setImmediate(resolve))
  closing.abort()
  const lines = (await text).split('\n').map((line) => /"text":"(\w+)"/.exec(line)?.[1] ?? line)
  expect(lines).toEqual(['two', 'three', '', 'four', ''])
  await log.flush()
})
