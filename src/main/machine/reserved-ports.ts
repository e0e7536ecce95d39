import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

export interface PortRange {
  readonly from: number
  readonly to: number
}

/** The rows of `netsh interface ipv4 show excludedportrange protocol=tcp`: words are translated, numbers are not. */
export const readRanges = (table: string): readonly PortRange[] =>
  table.split('\n').flatMap((line) => {
    const found = /^\s*(\d+)\s+(\d+)\s*\*?\s*$/.exec(line)
    return found ? [{ from: Number(found[1]), to: Number(found[2]) }] : []
  })

/** The range that Windows reserves around a port; undefined where there is none, or on other systems. */
export const reservedRange = async (port: number): Promise<PortRange | undefined> => {
  if (process.platform !== 'win32') return undefined
  const given = ['interface', 'ipv4', 'show', 'excludedportrange', 'protocol=tcp']
  // A netsh that is missing or fails tells nothing; the port itself was tried already.
  const { stdout } = await promisify(execFile)('netsh', given, { windowsHide: true, timeout: 5000 }).catch(
    () => ({
      stdout: '',
    }),
  )
  return readRanges(stdout).find(({ from, to }) => from <= port && port <= to)
}
