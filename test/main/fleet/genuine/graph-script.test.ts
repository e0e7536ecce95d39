import { expect, test } from 'vitest'
import { runGraphScript } from '../../../../src/main/fleet/genuine/graph-script'
import { FakeEngine } from './fake-engine'

const never = new AbortController().signal
const quiet = (): void => undefined

test('an emulator that does not answer ends the script, whoever has asked for it', async () => {
  const engine = new FakeEngine()
  engine.running.add('pcg')
  let left = false
  const hanging = Object.assign(engine, {
    exec: (_service: string, _command: readonly string[], _log: unknown, signal: AbortSignal) =>
      new Promise<never>((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          left = true
          reject(signal.reason)
        })
      }),
  })
  await expect(runGraphScript(hanging, quiet, never, 50)).rejects.toMatchObject({
    info: { code: 'TIMED_OUT', why: expect.stringContaining('the emulator does not answer') },
  })
  expect(left).toBe(true)
})
