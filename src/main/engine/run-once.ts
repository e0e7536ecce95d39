import { z } from 'zod'
import { ask, engineSaid } from './ask'
import { confinement, nobody } from './confinement'
import type { ExecResult } from './engine'
import { readOutput } from './exec'
import { createOnce, type OncePlace } from './once-container'

const waited = z.object({ StatusCode: z.number() })

/** Attached before it starts, so that the first line is not missed; removed whatever happens. */
export const runOnce = async (
  place: OncePlace,
  image: string,
  command: readonly string[],
  signal: AbortSignal,
): Promise<ExecResult> => {
  const what = `${command.join(' ')} could not be run in ${image}.`
  const given = { User: nobody, WorkingDir: '/tmp', HostConfig: confinement }
  const container = await createOnce(place, image, command, given, what, signal)
  try {
    return await ask(what, signal, async () => {
      const stream = await container.attach({ stream: true, stdout: true, stderr: true, abortSignal: signal })
      await container.start()
      const read = await readOutput(stream, () => undefined)
      return { status: waited.parse(await container.wait()).StatusCode, ...read }
    })
  } finally {
    // Not under the signal: whoever cancels must not leave a container behind.
    await container.remove({ force: true, v: true }).catch((error: unknown) => {
      if (engineSaid(error)?.status !== 404 && !signal.aborted) throw error
    })
  }
}
