import { readdir, readFile } from 'node:fs/promises'

/** Proportional set size in bytes; null where the system does not tell it. */
const pss = async (pid: number | 'self'): Promise<number | null> => {
  // The file vanishes with the process, and other accounts' ones cannot be read.
  const text = await readFile(`/proc/${String(pid)}/smaps_rollup`, 'utf8').catch(() => '')
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(text)?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) * 1024
}

/** This process's memory: PSS on Linux, resident size elsewhere. */
export const ownMemory = async (): Promise<number> => (await pss('self')) ?? process.memoryUsage.rss()

const parentOf = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '')
  return Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1])
}

/** Children by the parent's own list, which some kernels lack; else by a look at every process, which takes many times as long. */
const childrenOf = async (pid: number): Promise<readonly number[]> => {
  const list = await readFile(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8').catch(() => null)
  if (list !== null)
    return list
      .split(' ')
      .filter((word) => word !== '')
      .map(Number)
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const parents = await Promise.all(pids.map(parentOf))
  return pids.filter((_, index) => parents[index] === pid)
}

/** Memory of a process and its children together, on Linux; null elsewhere. */
export const familyMemory = async (pid: number): Promise<number | null> => {
  if (process.platform !== 'linux') return null
  const sizes = await Promise.all([pid, ...(await childrenOf(pid))].map(pss))
  const known = sizes.filter((size) => size !== null)
  return known.length === 0 ? null : known.reduce((sum, size) => sum + size, 0)
}
