import { Failure } from '../../../shared/errors'
import type { ContainedPython, ContainerSearch } from './find-container'
import { findContainer } from './find-container'
import type { ContainerSource } from './container-python'

/** Reasons that lie in this machine's Python, not in the disk or in the reader's wish to stop. */
const ofPython = new Set(['PYTHON_MISSING', 'PYTHON_SETUP_FAILED'])

const noContainer = (failure: Failure | null, why: string): Failure => {
  const info = failure?.info ?? {
    code: 'PYTHON_MISSING' as const,
    what: 'The Python environment of the terminal was not made.',
    why: 'REALCAVE_PYTHON asks for a Python in a container.',
    fix: 'Leave REALCAVE_PYTHON out to use a Python of this machine.',
  }
  return new Failure({
    ...info,
    why: `${info.why} ${why}`,
    fix: `${info.fix} With Docker and the images of the genuine fleet ("realcave images pull", or "images load" from a bundle) the terminal runs in a container instead.`,
  })
}

export interface Instead {
  /** The Python of a container, where this machine's own cannot be had: `failure` says why, null where it is not wanted. */
  python(failure: Failure | null, signal: AbortSignal): Promise<ContainedPython>
  /** The one that was found before, while its image is there. */
  known(signal: AbortSignal): Promise<ContainedPython | null>
}

export const createInstead = (
  open: (() => Promise<ContainerSource>) | undefined,
  tell: () => void,
): Instead => {
  let found: ContainedPython | null = null
  const search = async (signal: AbortSignal): Promise<ContainerSearch> =>
    open === undefined ? { why: '' } : findContainer(open, signal)

  return {
    async python(failure, signal) {
      if (failure !== null && !ofPython.has(failure.info.code)) throw failure
      tell()
      const answer = await search(signal)
      if ('why' in answer) {
        if (failure !== null && answer.why === '') throw failure
        throw noContainer(failure, answer.why)
      }
      found = answer.found
      return found
    },
    async known(signal) {
      if (found === null) return null
      const { engine, image } = found.source
      const missing = await engine.missingImages([image], signal).catch(() => [image])
      if (missing.length > 0) found = null
      return found
    },
  }
}
