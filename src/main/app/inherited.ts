import { closeSync, readdirSync, readlinkSync } from 'node:fs'

/** The sockets and pipes of a process by their descriptors; each has a number in the kernel that no other has (Linux). */
const channelsOf = (pid: string): ReadonlyMap<number, string> => {
  const folder = `/proc/${pid}/fd`
  const channels = new Map<number, string>()
  for (const name of readdirSync(folder)) {
    try {
      const target = readlinkSync(`${folder}/${name}`)
      if (/^(socket|pipe):/.test(target)) channels.set(Number(name), target)
    } catch {
      // Closed since the folder was read, as the one that read it is.
    }
  }
  return channels
}

/**
 * Closes what came from the process that started this one and was not meant for it. Chromium keeps the sockets to its helper
 * processes open across exec on Linux; held by a process that outlives its starter, they would keep the starter's helpers, and with
 * them its output, alive as long.
 */
export const closeInherited = (): void => {
  if (process.platform !== 'linux') return
  try {
    const theirs = new Set(channelsOf(String(process.ppid)).values())
    for (const [descriptor, target] of channelsOf('self'))
      if (descriptor > 2 && theirs.has(target)) closeSync(descriptor)
  } catch {
    // The starter has ended, or may not be looked into: then nothing can be told apart, and nothing is closed.
  }
}
