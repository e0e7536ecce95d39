import type Docker from 'dockerode'
import { ask } from './ask'
import { onceLabels, removeOnceLeftBehind } from './once-left-behind'

export interface OncePlace {
  readonly docker: Docker
  /** The id of the home that it belongs to. */
  readonly home: string
}

type Given = Omit<Docker.ContainerCreateOptions, 'Image' | 'Entrypoint' | 'Cmd' | 'Labels' | 'Tty'>

/** A container for one program, marked as ours and as of this process; what killed processes of this home left goes first. */
export const createOnce = async (
  { docker, home }: OncePlace,
  image: string,
  command: readonly string[],
  given: Given,
  what: string,
  signal: AbortSignal,
): Promise<Docker.Container> => {
  await ask(what, signal, () => removeOnceLeftBehind(docker, home))
  const labels = await onceLabels(home)
  return ask(what, signal, () =>
    docker.createContainer({
      ...given,
      Image: image,
      Entrypoint: command.slice(0, 1),
      Cmd: command.slice(1),
      Labels: labels,
      Tty: false,
    }),
  )
}
