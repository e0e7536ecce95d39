import type { ErrorInfo } from '../../shared/errors'

/** How far an installer has come, read from what it prints. */
export interface InstallProgress {
  readonly total: number
  readonly seen: number
  readonly detail: string
  /** 0 to 1; never goes back. */
  readonly fraction: number
}

export const noProgress = (total: number): InstallProgress => ({
  total,
  seen: 0,
  detail: `Installing ${total} packages`,
  fraction: 0,
})

const ahead = (before: InstallProgress, after: Partial<InstallProgress>): InstallProgress => {
  const next = { ...before, ...after }
  return { ...next, fraction: Math.min(1, Math.max(before.fraction, next.fraction)) }
}

/** pip names each package as it collects it; uv tells the count, then only the large downloads, then the end. */
export const readProgress = (before: InstallProgress, line: string): InstallProgress => {
  const text = line.trim()
  const resolved = /^Resolved (\d+) packages?/.exec(text)?.[1]
  if (resolved !== undefined) return ahead(before, { total: Number(resolved), fraction: 0.05 })
  const collected = /^(?:Collecting|Requirement already satisfied:) ([A-Za-z0-9._-]+)/.exec(text)?.[1]
  if (collected !== undefined) {
    const seen = Math.min(before.seen + 1, before.total)
    const detail = `Fetching package ${seen} of ${before.total}: ${collected}`
    return ahead(before, { seen, detail, fraction: (0.8 * seen) / Math.max(1, before.total) })
  }
  const fetching = /^Downloading ([A-Za-z0-9._-]+) \(([^)]+)\)/.exec(text)
  if (fetching?.[1]?.endsWith('.whl')) return before
  if (fetching) return ahead(before, { detail: `Fetching ${fetching[1]} (${fetching[2]})` })
  const fetched = /^Downloaded ([A-Za-z0-9._-]+)/.exec(text)?.[1]
  if (fetched !== undefined) {
    return ahead(before, { detail: `Fetched ${fetched}`, fraction: Math.min(0.7, before.fraction + 0.08) })
  }
  const prepared = /^Prepared (\d+) packages?/.exec(text)?.[1]
  if (prepared !== undefined) {
    return ahead(before, { detail: `Fetched ${prepared} packages, installing`, fraction: 0.8 })
  }
  if (text.startsWith('Installing collected packages')) {
    return ahead(before, { detail: `Installing ${before.total} packages`, fraction: 0.85 })
  }
  const installed = /^(?:Installed (\d+) packages?|Successfully installed)/.exec(text)
  if (installed)
    return ahead(before, { detail: `Installed ${installed[1] ?? before.total} packages`, fraction: 1 })
  return before
}

interface Reading {
  readonly sign: RegExp
  readonly code: ErrorInfo['code']
  readonly why: string | ((from: string) => string)
  readonly fix: string
}

/** Signs of pip, uv and the operating systems, the most telling first. */
const readings: readonly Reading[] = [
  {
    sign: /no space left|os error 28|disk quota|errno 28|not enough space/i,
    code: 'DISK_FULL',
    why: 'The disk is full.',
    fix: 'Free 500 MB on the disk of the home folder and try again.',
  },
  {
    sign: /certificate|ssl:|sslerror|unknownissuer|invalid peer/i,
    code: 'PYTHON_SETUP_FAILED',
    why: (from) =>
      `${from} showed a certificate that is not trusted: on many company networks a proxy puts its own in place.`,
    fix: 'Set SSL_CERT_FILE to your company’s certificate file and try again, or use another network.',
  },
  {
    sign: /proxy ?error|tunnel connection failed|407 proxy|proxy authentication/i,
    code: 'PYTHON_SETUP_FAILED',
    why: (from) => `${from} could not be reached: the proxy refused the connection.`,
    fix: 'Check HTTPS_PROXY (with user and password if the proxy wants them) and try again.',
  },
  {
    sign: /name resolution|getaddrinfo|dns error|name or service not known|nodename nor servname|newconnectionerror|network is unreachable|connection refused|error sending request|failed to fetch|failed to download|connecttimeout|connection timed out|read timed out|max retries exceeded|no matching distribution found/i,
    code: 'PYTHON_SETUP_FAILED',
    why: (from) => `${from} could not be reached: no network, or a proxy is needed.`,
    fix: 'Connect to the internet (or set HTTPS_PROXY) and try again. It is needed once only.',
  },
  {
    sign: /permission denied|access is denied|os error 5\b|errno 13/i,
    code: 'PYTHON_SETUP_FAILED',
    why: 'A file of the environment could not be written: it is in use, or protected.',
    fix: 'Close other Python programs that use the home folder, check its permissions, and try again.',
  },
]

export const packageIndex = 'The package index'

/** What a person reads when an installer failed; `from` is what it fetched from. */
export const explainInstaller = (what: string, said: string, from = packageIndex): ErrorInfo => {
  const reading = readings.find(({ sign }) => sign.test(said))
  if (reading !== undefined) {
    const why = typeof reading.why === 'string' ? reading.why : reading.why(from)
    return { code: reading.code, what, why, fix: reading.fix }
  }
  const last = said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(-3)
    .join(' ')
  return {
    code: 'PYTHON_SETUP_FAILED',
    what,
    why: last === '' ? 'The installer ended without a word.' : `The installer said: ${last.slice(0, 500)}`,
    fix: 'Try again. If it happens again, make a diagnostics bundle and report it.',
  }
}

/** Distinct packages of a requirements file; those for other systems count too, so the total is an upper bound. */
export const packageCount = (requirements: string): number =>
  new Set(requirements.split('\n').flatMap((line) => /^([A-Za-z0-9][A-Za-z0-9._-]*)==/.exec(line)?.[1] ?? []))
    .size
