import { expect, test } from 'vitest'
import { throwIfEnded } from '../../../../src/main/fleet/genuine/parts'
import { containerOf } from './made-up-container'

const never = new AbortController().signal

const lookAt = async (exitCode: number, ...lines: readonly string[]) => {
  let doubts = 0
  const parts = {
    project: {
      containers: async () => [containerOf('redis'), containerOf('postgres', { state: 'exited', exitCode })],
      logs: async function* () {
        yield* lines.map((line) => `2026-11-26T21:26:19.799Z ${line}`)
      },
    },
    supply: { doubt: async () => void (doubts += 1) },
  }
  const error = await throwIfEnded(parts, ['postgres', 'redis'], never).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return { error, doubts: () => doubts }
}

test('a service that ended as it started says with which status, and what it said last', async () => {
  const { error } = await lookAt(3, 'one', 'two')
  expect(error).toMatchObject({
    info: {
      code: 'STEP_FAILED',
      what: 'postgres ended as it started.',
      why: 'Its container ended with status 3. It said last:\none\ntwo',
    },
  })
})

test('one that ended because the disk is full says so, and how to get space', async () => {
  const { error } = await lookAt(1, 'ERROR:  could not extend file "base/1/1": No space left on device')
  expect(error).toMatchObject({
    info: { code: 'DISK_FULL', fix: expect.stringContaining('docker system df') },
  })
})

test('one that ended on an instruction that the processor lacks has the processor looked at anew', async () => {
  const { error, doubts } = await lookAt(132)
  expect(error).toMatchObject({ info: { fix: expect.stringContaining('processor') } })
  expect(doubts()).toBe(1)
})
