import { readFile, readdir } from 'node:fs/promises'

const parentOf = async (pid: string): Promise<number | undefined> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  // The name stands in brackets and may hold anything; state and parent follow it.
  return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

/** All that a process started, and what those started (Linux). */
export const childrenOf = async (pid: number): Promise<number[]> => {
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const parents = await Promise.all(
    numbers.map(async (each) => [Number(each), await parentOf(each)] as const),
  )
  const below = (parent: number): number[] =>
    parents.flatMap(([each, of]) => (of === parent ? [each, ...below(each)] : []))
  return below(pid)
}

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
