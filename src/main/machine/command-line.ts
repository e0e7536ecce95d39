import { readFile } from 'node:fs/promises'
import { thisSystem, type System } from './system'

/** PowerShell alone takes a second to start; with less patience a slow machine would never tell. */
const powerShellMilliseconds = 8_000

/**
 * As base64, since the console's code page would spoil letters of a folder's name and its width might break the line. No
 * double quote stands in it: it goes through as the one argument that it is.
 */
const windowsScript = (pid: number): string =>
  `$p = Get-CimInstance -ClassName Win32_Process -Filter 'ProcessId = ${String(pid)}'; ` +
  '[Console]::Out.Write([Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($p.CommandLine)))'

const windowsCommandLine = async (pid: number, { ask }: System): Promise<string> => {
  const given = ['-NoProfile', '-NonInteractive', '-Command', windowsScript(pid)]
  const encoded = await ask('powershell.exe', given, powerShellMilliseconds)
  return Buffer.from(encoded, 'base64').toString('utf8').trim()
}

const windowsProgram = async (pid: number, { ask }: System): Promise<string | undefined> => {
  const text = await ask('tasklist', ['/FI', `PID eq ${String(pid)}`, '/FO', 'CSV', '/NH'])
  return /^"([^"]+)"/m.exec(text)?.[1]
}

/** The command line of a process; undefined when there is none or the system does not tell. */
export const commandLineOf = async (pid: number, system = thisSystem): Promise<string | undefined> => {
  if (system.platform === 'win32')
    // Of a process with more rights than ours, Windows tells the program alone.
    return (await windowsCommandLine(pid, system)) || windowsProgram(pid, system)
  const text =
    system.platform === 'linux'
      ? (await readFile(`/proc/${String(pid)}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ')
      : // Without -ww, a ps may cut the line at the width of a terminal that is not there.
        await system.ask('ps', ['-ww', '-o', 'command=', '-p', String(pid)])
  return text.trim() || undefined
}

/** What runs as this process, at least by name: on Windows without its command line, which takes a second to learn. */
export const programOf = (pid: number, system = thisSystem): Promise<string | undefined> =>
  system.platform === 'win32' ? windowsProgram(pid, system) : commandLineOf(pid, system)
