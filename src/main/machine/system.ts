import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** The operating system, as far as it is asked about processes: tests answer in its place. */
export interface System {
  readonly platform: NodeJS.Platform
  /** What one of its programs prints; nothing where it is missing, refuses, or does not answer in time. */
  readonly ask: (file: string, given: readonly string[], milliseconds?: number) => Promise<string>
}

/** Its programs answer within milliseconds; a virus scanner can slow their start down to seconds. */
const usualMilliseconds = 5_000

const run = promisify(execFile)

export const thisSystem: System = {
  platform: process.platform,
  ask: async (file, given, milliseconds = usualMilliseconds) => {
    // A program that tells nothing leaves unknown what it was asked for, which the caller says.
    const { stdout } = await run(file, [...given], { windowsHide: true, timeout: milliseconds }).catch(
      () => ({
        stdout: '',
      }),
    )
    return stdout
  },
}
