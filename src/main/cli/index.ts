import { productOpeners } from './openers'
import { processIo } from './process-io'
import { runCli } from './run'
import type { Program } from './session'

/** Runs a command line with this process's own input and output, and answers the exit status that it should end with. */
export const runAsProcess = async (argv: readonly string[], program: Program): Promise<number> => {
  const io = processIo()
  try {
    return await runCli(argv, program, io, productOpeners)
  } finally {
    await io.end()
  }
}
