import { readdir, readFile, readlink } from 'node:fs/promises'
import { commandLineOf } from './command-line'
import { thisSystem, type System } from './system'

/** The process that listens on a port: what a person needs to end it. */
export interface PortHolder {
  readonly pid: number
  readonly command: string
}

/** Inodes of the sockets that listen on `port`: state 0A of /proc/net/tcp. */
export const listeningInodes = (table: string, port: number): readonly string[] =>
  table.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/)
    const listens = state === '0A' && Number.parseInt(local.split(':')[1] ?? '', 16) === port
    return listens && inode !== undefined ? [inode] : []
  })

const linuxHolder = async (port: number): Promise<number | undefined> => {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  )
  const sockets = new Set(
    tables.flatMap((table) => listeningInodes(table, port)).map((inode) => `socket:[${inode}]`),
  )
  if (sockets.size === 0) return undefined
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    // Processes of other people, and those that end meanwhile, cannot be looked into.
    const files = await readdir(`/proc/${pid}/fd`).catch((): string[] => [])
    for (const file of files) {
      const target = await readlink(`/proc/${pid}/fd/${file}`).catch(() => '')
      if (sockets.has(target)) return Number(pid)
    }
  }
  return undefined
}

/** The PID of the listening line of `netstat -ano -p tcp`. */
export const netstatHolder = (table: string, port: number): number | undefined => {
  for (const line of table.split('\n')) {
    const [protocol, local = '', remote = '', ...rest] = line.trim().split(/\s+/)
    // The state's name is translated on other Windows; a remote port of 0 is not.
    if (protocol === 'TCP' && local.endsWith(`:${String(port)}`) && remote.endsWith(':0'))
      return Number(rest.at(-1))
  }
  return undefined
}

const holderPid = async (port: number, { platform, ask }: System): Promise<number | undefined> => {
  if (platform === 'linux') return linuxHolder(port)
  if (platform === 'win32') return netstatHolder(await ask('netstat', ['-ano', '-p', 'tcp']), port)
  const text = await ask('lsof', ['-nP', `-iTCP:${String(port)}`, '-sTCP:LISTEN', '-t'])
  const pid = Number.parseInt(text, 10)
  return Number.isNaN(pid) ? undefined : pid
}

/** Who listens on a TCP port of this machine; undefined when the system does not tell, as for another user's process. */
export const portHolder = async (port: number, system = thisSystem): Promise<PortHolder | undefined> => {
  const pid = await holderPid(port, system)
  if (pid === undefined) return undefined
  return { pid, command: (await commandLineOf(pid, system)) ?? 'unknown program' }
}
