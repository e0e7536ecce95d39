import { join } from 'node:path'
import { z } from 'zod'
import { startDriver } from '../../src/main/lessons/driver'
import { childEnvironment } from '../../src/main/terminal/child-environment'
import { startPython } from '../../src/main/terminal/python-process'
import { resources } from '../support/practice'
import { testPython } from '../support/python'

/** A result as JSON has it: integers as their digits, since some have 64 bits. */
const plain = `
import json
import numpy as np
def plain(value):
    if isinstance(value, pd.DataFrame):
        return [plain(row) for row in value.reset_index().to_dict("records")]
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(each) for each in value]
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return None
    return str(value)
`

/** A Python as the terminal's, that code is run in; each answer is what its last line came to. */
export const codeSession = async (address: string) => {
  const python = await testPython()
  const driver = startDriver({
    python: startPython(
      python.file,
      join(resources, 'python', 'lesson_driver.py'),
      childEnvironment(process.env, address, python.folder),
    ),
    signal: AbortSignal.timeout(170_000),
  })
  const ask = async (kind: 'prepare' | 'execute', code: string): Promise<string> => {
    const { ok, output, error } = await driver.ask(kind, code, 60_000)
    if (!ok) throw new Error(`${code}\n${error}`)
    return output
  }
  await ask('prepare', '')
  await ask('execute', plain)
  return {
    /** Runs code as it stands beside its button; `value` is what is wanted of it, of its last line without. */
    run: async (code: string, value = '_'): Promise<unknown> => {
      await ask('execute', `_ = None\n${code}`)
      return z.unknown().parse(JSON.parse(await ask('execute', `print(json.dumps(plain(${value})))`)))
    },
    end: () => driver.end(),
  }
}

export type CodeSession = Awaited<ReturnType<typeof codeSession>>
