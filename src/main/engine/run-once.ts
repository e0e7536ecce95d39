import type Docker from 'dockerode'
import { z } from 'zod'
import { ask, engineSaid } from './ask'
import type { ExecResult } from './engine'
import { readOutput } from './exec'
import { onceLabels, removeOnceLeftBehind } from './once-left-behind'

const waited = z.object({ StatusCode: z.number() })

interface Place {
  readonly docker: Docker
  /** The id of the home that it belongs to. */
  readonly home: string
}

/** Attached before it starts, so that the first line is not missed; removed whatever happens. */
export const runOnce = async (
  { docker, home }: Place,
  image: string,
  command: readonly string[],
  signal: AbortSignal,
): Promise<ExecResult> => {
  const what = `${command.join(' ')} could not be run in ${image}.`
  await ask(what, signal, () => removeOnceLeftBehind(docker, home))
  const labels = await onceLabels(home)
  const container = await ask(what, signal, () =>
    docker.createContainer({
      Image: image,
      Entrypoint: command.slice(0, 1),
      Cmd: command.slice(1),
      Labels: labels,
      NetworkDisabled: true,
      HostConfig: { NetworkMode: 'none' },
      Tty: false,
    }),
  )
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
