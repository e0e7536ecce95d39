/** Whom a program in a container runs as that needs nothing of it. */
export const nobody = '65534:65534'
/** What programs in it may use: a session of the official client with a large table takes a few hundred megabytes. */
const memory = 2 * 1024 ** 3
const scratch = 256 * 1024 ** 2
const processes = 256

/** How little a container is given for one program of ours. */
export const confinement = {
  NetworkMode: 'none',
  ReadonlyRootfs: true,
  Tmpfs: { '/tmp': `rw,nosuid,nodev,size=${String(scratch)},mode=1777` },
  CapDrop: ['ALL'],
  SecurityOpt: ['no-new-privileges'],
  Memory: memory,
  MemorySwap: memory,
  PidsLimit: processes,
  // The fleet may be at port 80.
  Sysctls: { 'net.ipv4.ip_unprivileged_port_start': '0' },
}
