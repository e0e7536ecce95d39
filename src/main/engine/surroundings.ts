import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'

/** What finding and starting an engine depends on; tests make their own. */
export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly homeFolder: string
  /** Inside the Windows Subsystem for Linux: an engine is usually Docker Desktop's, on the other side. */
  readonly wsl: boolean
}

export const surroundingsHere = async (): Promise<Surroundings> => {
  // Only Linux has this file; where it is missing there is no WSL.
  const kernel = await readFile('/proc/version', 'utf8').catch(() => '')
  return {
    platform: process.platform,
    environment: process.env,
    homeFolder: homedir(),
    wsl: process.platform === 'linux' && /microsoft/i.test(kernel),
  }
}
