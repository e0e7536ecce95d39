/** Where an engine of this machine listens: a Unix socket, a named pipe, or a TCP port of the loopback interface. */
export type EngineAddress =
  { readonly kind: 'socket'; readonly path: string } | { readonly kind: 'tcp'; readonly port: number }

/** What a text such as DOCKER_HOST's turns out to be. */
export type ReadAddress =
  | { readonly kind: 'local'; readonly address: EngineAddress }
  | { readonly kind: 'remote'; readonly machine: string }
  | { readonly kind: 'unreadable'; readonly why: string }

const loopback = new Set(['localhost', '127.0.0.1', '::1', '[::1]'])

const local = (address: EngineAddress): ReadAddress => ({ kind: 'local', address })
const unreadable = (why: string): ReadAddress => ({ kind: 'unreadable', why })

const readTcp = (url: URL, secured: boolean): ReadAddress => {
  if (!loopback.has(url.hostname)) return { kind: 'remote', machine: url.hostname }
  if (secured) return unreadable('It asks for TLS, which an engine of this machine does not need.')
  return local({ kind: 'tcp', port: Number(url.port || '2375') })
}

/** Reads a host as Docker's own programs spell it. `secured`: DOCKER_TLS_VERIFY is set. */
export const readAddress = (host: string, secured = false): ReadAddress => {
  const [, scheme, rest] = /^(\w+):\/\/(.*)$/.exec(host) ?? [undefined, 'tcp', host]
  if (scheme === 'unix' || scheme === 'npipe') {
    return rest ? local({ kind: 'socket', path: rest }) : unreadable('It names no socket.')
  }
  if (scheme !== 'tcp' && scheme !== 'http' && scheme !== 'https' && scheme !== 'ssh')
    return unreadable(`"${scheme}" is no way to reach an engine that is known here.`)
  try {
    const url = new URL(`http://${rest}`)
    // Even to this machine, ssh may end in another namespace: nothing tells that its ports are ours.
    if (scheme === 'ssh') return { kind: 'remote', machine: url.hostname }
    return readTcp(url, secured || scheme === 'https')
  } catch {
    return unreadable('It is no address.')
  }
}

/** As Docker's own programs take it in DOCKER_HOST. */
export const hostOf = (address: EngineAddress): string => {
  if (address.kind === 'tcp') return `tcp://127.0.0.1:${address.port}`
  return address.path.startsWith('//') ? `npipe://${address.path}` : `unix://${address.path}`
}
