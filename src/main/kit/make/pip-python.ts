import { Failure } from '../../../shared/errors'
import type { KitPython } from '../../terminal/kit-python'
import { unpackPython } from '../../terminal/kit-python'
import type { Machine } from '../../terminal/machine'
import { findPythons } from '../../terminal/python-finder'

const what = 'The wheels were not downloaded.'

/** A Python of this machine whose pip can download; else the one that the kit brings to machines of this kind. */
export const pythonWithPip = async (
  machine: Machine,
  brought: KitPython | null,
  tools: string,
  signal: AbortSignal,
): Promise<string> => {
  const found = (await findPythons(machine, signal)).find(({ pip }) => pip)
  if (found !== undefined) return found.file
  if (brought !== null) return unpackPython(brought, tools, machine.platform, what)
  throw new Failure({
    code: 'PYTHON_MISSING',
    what,
    why: 'No Python with pip is on this machine, which is what downloads them.',
    fix: 'Install Python from https://www.python.org/downloads/, or make the kit for this machine’s system, too: then its own Python serves.',
  })
}
