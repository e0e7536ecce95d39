import type { IncomingMessage, ServerResponse } from 'node:http'
import { securityHeaders } from '../pages/content-security-policy'
import type { StaticFiles } from '../pages/static-files'
import type { Access } from './access'
import { comesFromUs, hostIsOurs, type Place } from './origin'
import {
  foreignHost,
  foreignOrigin,
  noSession,
  notFound,
  onlyReading,
  refusalPage,
  usedToken,
  type Refusal,
} from './page'

export interface Pages {
  readonly place: Place
  readonly access: Access
  readonly files: StaticFiles
}

export const refuse = (response: ServerResponse, refusal: Refusal): void => {
  const body = refusalPage(refusal)
  response.writeHead(refusal.status, {
    ...securityHeaders,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    ...(refusal.status === 405 ? { Allow: 'GET, HEAD' } : {}),
    // What the refused one still sends is not read.
    Connection: 'close',
  })
  response.end(body)
}

const why = (request: IncomingMessage, place: Place): Refusal | undefined => {
  if (!hostIsOurs(request.headers, place)) return foreignHost
  if (!comesFromUs(request.headers, place)) return foreignOrigin
  if (request.method !== 'GET' && request.method !== 'HEAD') return onlyReading
  return undefined
}

/** Where the request leads; undefined for a target that is no path, such as `*` or another host's address. */
const target = (request: IncomingMessage, place: Place): URL | undefined => {
  const text = request.url ?? ''
  if (!text.startsWith('/') || text.startsWith('//')) return undefined
  try {
    return new URL(text, place.origin)
  } catch {
    return undefined // URL.canParse would say so, but the oldest Node that this runs in lacks it.
  }
}

/** Answers one request for the panel's files. */
export const answerPage = async (
  request: IncomingMessage,
  response: ServerResponse,
  { place, access, files }: Pages,
): Promise<void> => {
  const refusal = why(request, place)
  if (refusal !== undefined) return refuse(response, refusal)
  const url = target(request, place)
  if (url === undefined) return refuse(response, notFound)

  const token = url.searchParams.get('token')
  if (url.pathname === '/' && token !== null) {
    // A reload of the one-time address in the browser that used it goes on to the panel.
    const session = access.exchange(token)
    if (session === undefined && !access.admits(request.headers)) return refuse(response, usedToken)
    response.writeHead(303, {
      ...securityHeaders,
      ...(session === undefined ? {} : { 'Set-Cookie': access.cookie(session) }),
      'Cache-Control': 'no-store',
      Location: '/',
    })
    response.end()
    return
  }
  if (!access.admits(request.headers)) return refuse(response, noSession)

  const file = files.find(url.pathname)
  if (file === undefined) return refuse(response, notFound)
  const body = await file.read()
  response.writeHead(200, {
    ...securityHeaders,
    'Content-Type': file.type,
    'Content-Length': body.byteLength,
    'Cache-Control': file.immutable ? 'private, max-age=31536000, immutable' : 'no-cache',
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}
