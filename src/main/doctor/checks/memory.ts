import { readFile } from 'node:fs/promises'
import { freemem, totalmem } from 'node:os'
import { gigabyte, shownBytes } from '../bytes'
import { passed, warning, type Preflight, type Verdict } from '../preflight'

/** Practice services, PostgreSQL, the panel and a Python session with caveclient. */
const least = 0.7 * gigabyte

export const judgeMemory = (available: number, total: number): Verdict => {
  const what = `${shownBytes(available)} of ${shownBytes(total)} are available.`
  return available >= least
    ? passed(what)
    : warning(
        what,
        'The practice fleet, the panel and a Python session take about 0.7 GB.',
        'Close other programs.',
      )
}

/** Linux counts its file cache as used in freemem(); what can be had is MemAvailable. */
const available = async (): Promise<number> => {
  if (process.platform !== 'linux') return freemem()
  const text = await readFile('/proc/meminfo', 'utf8').catch(() => '')
  const kibibytes = /^MemAvailable:\s+(\d+) kB/m.exec(text)?.[1]
  return kibibytes === undefined ? freemem() : Number(kibibytes) * 1024
}

export const memory: Preflight = {
  id: 'memory',
  title: 'Memory',
  look: async () => judgeMemory(await available(), totalmem()),
}
