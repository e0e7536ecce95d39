import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { pull } from '../../../src/main/engine/pull'
import { scriptedEngine } from './scripted-engine'

const never = new AbortController().signal
const image = 'redis:7.2-alpine'

/** What an engine does at one attempt, and the next one. The last is what it goes on doing. */
type Attempt = (response: ServerResponse) => void

const line = (response: ServerResponse, message: object): void => {
  response.write(`${JSON.stringify(message)}\n`)
}
const loaded = { status: 'Download complete', id: 'a', progressDetail: {} }
const whole: Attempt = (response) => {
  line(response, loaded)
  response.end()
}
/** Says something, and then nothing any more. */
const falls =
  (message: object): Attempt =>
  (response) =>
    line(response, message)
const breaks: Attempt = (response) => {
  line(response, { status: 'Pulling fs layer', id: 'a', progressDetail: {} })
  setTimeout(() => response.destroy(), 20)
}

const stage = async (attempts: readonly Attempt[], silences = { loading: 100, unpacking: 100 }) => {
  let tries = 0
  const { docker, asked } = await scriptedEngine({
    'POST /images/create': (response) => {
      const attempt = attempts[Math.min(tries, attempts.length - 1)]
      tries += 1
      attempt?.(response)
    },
  })
  const details: string[] = []
  const waited: number[] = []
  const pulling = (signal = never) =>
    pull(
      {
        docker,
        image,
        platform: 'linux/amd64',
        variable: undefined,
        report: ({ detail }) => details.push(detail),
      },
      signal,
      async (milliseconds) => waited.push(milliseconds),
      silences,
    )
  return { pulling, details, waited, asked }
}

test('a connection that dies without a word is given up, and tried again', async () => {
  const { pulling, details, waited } = await stage([
    () => undefined,
    falls({ status: 'Pulling fs layer', id: 'a', progressDetail: {} }),
    whole,
  ])
  await pulling()
  expect(waited).toEqual([2000, 5000])
  expect(details.filter((detail) => /again in .*Nothing came of it for 0.1 s/.test(detail))).toHaveLength(2)
})

test('one that stays silent is told with what to do', async () => {
  const { pulling, waited } = await stage([() => undefined])
  await expect(pulling()).rejects.toMatchObject({
    info: {
      code: 'PULL_FAILED',
      why: expect.stringContaining('Nothing came of it'),
      fix: expect.stringContaining('restart Docker'),
    },
  })
  expect(waited).toHaveLength(4)
})

test('an engine that unpacks may be silent for longer', async () => {
  const { pulling, waited } = await stage(
    [
      (response) => {
        line(response, loaded)
        setTimeout(() => response.end(), 300)
      },
    ],
    { loading: 100, unpacking: 60_000 },
  )
  await pulling()
  expect(waited).toEqual([])
})

test('an engine that goes away on the way is asked again', async () => {
  const { pulling, waited } = await stage([breaks, whole])
  await pulling()
  expect(waited).toEqual([2000])
})

test('one that does not come back is told as missing, so that it can be started', async () => {
  const { pulling } = await stage([breaks])
  await expect(pulling()).rejects.toMatchObject({ info: { code: 'ENGINE_MISSING' } })
})

test('what waiting does not change is not tried again', async () => {
  const { pulling, waited } = await stage([
    (response) => response.writeHead(404).end(JSON.stringify({ message: 'manifest unknown' })),
  ])
  await expect(pulling()).rejects.toMatchObject({ info: { code: 'PULL_FAILED' } })
  expect(waited).toEqual([])
})

test('a cancelled one is no stalled one', async () => {
  const { pulling } = await stage([() => undefined], { loading: 60_000, unpacking: 60_000 })
  const controller = new AbortController()
  const going = pulling(controller.signal)
  controller.abort()
  await expect(going).rejects.toMatchObject({ info: { code: 'CANCELLED' } })
})
