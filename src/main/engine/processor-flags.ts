/** What the libraries of the services need of a processor: docs/adr/0013. */
export type Abilities = 'avx2' | 'avx' | 'none'

/** The abilities that Linux tells of an x86 processor in /proc/cpuinfo; null where it tells none, as where x86 is emulated. */
export const abilitiesIn = (cpuinfo: string): Abilities | null => {
  const line = /^flags\s*:(.*)$/m.exec(cpuinfo)?.[1]
  if (line === undefined) return null
  const flags = new Set(line.trim().split(/\s+/))
  return flags.has('avx2') ? 'avx2' : flags.has('avx') ? 'avx' : 'none'
}
