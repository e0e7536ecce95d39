import type { IncomingHttpHeaders } from 'node:http'

/** The one host and the one origin that the panel has. */
export interface Place {
  readonly host: string
  readonly origin: string
}

export const placeAt = (port: number): Place => ({
  host: `127.0.0.1:${port}`,
  origin: `http://127.0.0.1:${port}`,
})

/** False for another name that leads here, as DNS rebinding makes it. */
export const hostIsOurs = (headers: IncomingHttpHeaders, place: Place): boolean => headers.host === place.host

/**
 * False where a browser says that another site's page is behind the request. Other ports of 127.0.0.1 are the same site to a
 * browser: they may link to the panel, not embed or fetch it.
 */
export const comesFromUs = (headers: IncomingHttpHeaders, place: Place): boolean => {
  if (headers.origin !== undefined && headers.origin !== place.origin) return false
  const site = headers['sec-fetch-site']
  if (site === 'cross-site') return false
  return site !== 'same-site' || headers['sec-fetch-mode'] === 'navigate'
}
