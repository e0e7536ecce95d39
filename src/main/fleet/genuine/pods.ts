/**
 * Which container owns the network namespace that services share (CAVE-FACTS 9). An owner that is restarted leaves those that
 * joined it with a dead loopback (CAVE-FACTS 10): they are restarted too, after it.
 */
const owners: Readonly<Record<string, string>> = {
  annotation: 'annotation-net',
  pcg: 'pcg-net',
  bigtable: 'pcg-net',
}

/** What a service cannot do without, and nobody else needs: shown as part of it. */
export const helpersOf = (service: string): readonly string[] => {
  const owner = owners[service]
  return owner === undefined ? [] : [owner]
}
