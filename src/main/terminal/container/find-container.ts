import { Failure, toFailure } from '../../../shared/errors'
import { within } from '../../waiting/limit'
import type { ContainerSource } from './container-python'

/** A Python with the official client that an image carries. */
export interface ContainedPython {
  readonly place: 'container'
  readonly version: string
  readonly caveclient: string
  readonly source: ContainerSource
}

export type ContainerSearch =
  | { readonly found: ContainedPython }
  /** Why there is none: a sentence. */
  | { readonly why: string }

/** Large libraries, read from a disk for the first time, maybe by an emulated processor. */
const probeLimit = 120_000

const probe = `
import platform, IPython, caveclient, pandas, prompt_toolkit
print("realcave", platform.python_version(), caveclient.__version__)
`

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** Looks for an image on this machine that carries Python and the client. Downloads nothing. */
export const findContainer = async (
  open: () => Promise<ContainerSource>,
  signal: AbortSignal,
): Promise<ContainerSearch> => {
  try {
    const source = await open()
    const { engine, image } = source
    if ((await engine.missingImages([image], signal)).length > 0) {
      return {
        why: `Docker is here, but not the image ${image} of the genuine fleet, which carries a Python.`,
      }
    }
    const limit = { milliseconds: probeLimit, waitingFor: `the Python of ${image}` } as const
    const { output, errors } = await within(signal, limit, (own) =>
      engine.runOnce(image, ['python', '-I', '-c', probe], own),
    )
    const [, version, caveclient] = /^realcave (\S+) (\S+)$/m.exec(output) ?? []
    if (version !== undefined && caveclient !== undefined)
      return { found: { place: 'container', version, caveclient, source } }
    const last = errors.trim().split('\n').at(-1) ?? ''
    return { why: `The image ${image} carries no Python that serves. ${last}`.trim() }
  } catch (error) {
    if (signal.aborted) throw error
    const { info } = error instanceof Failure ? error : toFailure(error)
    return { why: `No container can serve either: ${lowerFirst(info.why)}` }
  }
}
